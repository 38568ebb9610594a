using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parameters;

public sealed class RunParametersTests
{
    private static readonly HostEnvironment Host = new(name => name == "SET" ? "value" : null, "/project", "/home/me") { Platform = HostPlatform.Linux };

    [Fact]
    public void Each_parameter_says_what_its_item_says()
    {
        var options = Parse(new DockerRun
        {
            Entrypoint = "[\"/bin/tool\", \"-v\"]",
            Ports = [Item("8080:80"), Item("53", ("HostPort", "5353"), ("HostIp", "[::1]"), ("Protocol", "udp")), Item("90", ("HostIp", "127.0.0.1"))],
            Volumes = [Item("./a:/a:ro"), Item("bb", ("TargetPath", "/b"), ("ReadOnly", "true")), Item("/c", ("Type", "tmpfs"))],
            ExtraHosts = [Item("db=10.0.0.1"), Item("up", ("Value", "host-gateway"))],
            Labels = [Item("a", ("Value", "1")), Item("a=2"), Item("b")],
            Devices = [Item("/dev/fuse")],
            NetworkAlias = ["web", " www "],
            Network = "net",
            CapAdd = ["NET_ADMIN"],
            CapDrop = ["ALL"],
            Gpus = "all",
            PidsLimit = "-1",
            Pull = "never",
            PortsFile = "ports.json",
        });

        var container = options.Container;
        Assert.Equal(["/bin/tool", "-v"], container.Entrypoint);
        Assert.Equal(
            [
                new(80) { HostPort = "8080", Item = new("DockerPort", "8080:80") },
                new(53, "udp") { HostIp = "::1", HostPort = "5353", Item = new("DockerPort", "53") },
                new(90) { HostIp = "127.0.0.1", Item = new("DockerPort", "90") },
            ],
            container.PortBindings);
        Assert.Equal(
            [
                new(VolumeType.Bind, "/project/a", "/a") { Options = "ro", Item = new("DockerVolume", "./a:/a:ro") },
                new(VolumeType.Volume, "bb", "/b") { Options = "ro", Item = new("DockerVolume", "bb") },
                new(VolumeType.Tmpfs, null, "/c") { Item = new("DockerVolume", "/c") },
            ],
            options.Volumes);
        Assert.Equal(["db:10.0.0.1", "up:host-gateway"], container.ExtraHosts);
        Assert.Equal([("a", "2"), ("b", "")], container.Labels.Select(label => (label.Key, label.Value)));
        Assert.Equal([new DeviceMapping("/dev/fuse", "/dev/fuse", "rwm")], container.Devices);
        Assert.Equal(("net", "web www"), (container.Network, string.Join(' ', container.NetworkAliases)));
        Assert.Equal(("NET_ADMIN", "ALL"), (Assert.Single(container.CapAdd), Assert.Single(container.CapDrop)));
        Assert.Equal((-1, -1L, PullPolicy.Never), (Assert.Single(container.DeviceRequests).Count, container.PidsLimit, options.Pull));
        Assert.Equal("/project/ports.json", options.PortsFile);
    }

    public static TheoryData<string, string, Action<DockerRun>> OfProperties => new()
    {
        { "HRP4002", "DockerRunMemory", task => task.Memory = "much" },
        { "HRP4003", "DockerRunCpus", task => task.Cpus = "some" },
        { "HRP4004", "DockerRunName", task => task.Name = "a b" },
        { "HRP4104", "DockerRunNetwork", task => task.Network = "a b" },
        { "HRP4108", "DockerRunGpus", task => task.Gpus = "some" },
        { "HRP4109", "DockerRunCapAdd", task => task.CapAdd = ["NET_ADMIN", "NET ADMIN"] },
        { "HRP4109", "DockerRunCapDrop", task => task.CapDrop = ["NET ADMIN"] },
        { "HRP4110", "DockerRunPidsLimit", task => task.PidsLimit = "few" },
        { "HRP4111", "DockerRunPull", task => task.Pull = "perhaps" },
        { "HRP4112", "DockerRunHostname", task => task.Hostname = "a b" },
        { "HRP4112", "DockerRunNetworkAlias", task => task.NetworkAlias = ["a b"] },
        { "HRP4114", "DockerRunEntrypoint", task => task.Entrypoint = "[1]" },
        { "HRP4116", "DockerRunPlatform", task => task.Platform = "linux/" },
        { "HRP4117", "DockerRunUser", task => task.User = "a b" },
        { "HRP4118", "DockerRunWorkingDirectory", task => task.WorkingDirectory = "src" },
        { "HRP1060", "DockerRunTimeout", task => task.Timeout = "soon" },
        { "HRP1060", "DockerRunStopTimeout", task => task.StopTimeout = "soon" },
        { "HRP1060", "DockerRunDevCertificate", task => task.DevCertificate = "perhaps" },
        { "HRP1060", "DockerRunUserSecrets", task => task.UserSecrets = "perhaps" },
        { "HRP1060", "DockerRunInit", task => task.Init = "perhaps" },
    };

    public static TheoryData<string, string, Action<DockerRun, ITaskItem>, string> OfItems => new()
    {
        { "HRP4101", "DockerPort", (task, item) => task.Ports = [Item("80"), item], "http" },
        { "HRP4102", "DockerVolume", (task, item) => task.Volumes = [Item("/a"), item], "a" },
        { "HRP4005", "DockerEnvironmentVariable", (task, item) => task.EnvironmentVariables = [Item("A"), item], "=b" },
        { "HRP4106", "DockerExtraHost", (task, item) => task.ExtraHosts = [item], "db" },
        { "HRP4107", "DockerDevice", (task, item) => task.Devices = [item], "fuse" },
        { "HRP4113", "DockerRunLabel", (task, item) => task.Labels = [item], "harpoon.keep=true" },
    };

    [Theory]
    [MemberData(nameof(OfProperties), DisableDiscoveryEnumeration = true)]
    public void What_can_not_be_read_is_reported_the_property_that_gave_it(string code, string property, Action<DockerRun> set)
    {
        var task = new DockerRun { CheckItems = true };
        set(task);
        Assert.Equal((code, property), (Refused(task).Code, Refused(task).Property));

        // A user's own target has its own properties: MSBuild tells its line.
        task.CheckItems = false;
        Assert.Null(Refused(task).Property);
    }

    [Theory]
    [MemberData(nameof(OfItems), DisableDiscoveryEnumeration = true)]
    public void What_can_not_be_read_is_reported_the_item_that_gave_it(string code, string name, Action<DockerRun, ITaskItem> set, string text)
    {
        var task = new DockerRun { CheckItems = true };
        set(task, Item(text));

        Assert.Equal((code, new ItemReference(name, text)), (Refused(task).Code, Refused(task).Item));
    }

    [Theory]
    [InlineData("HRP4310", "Value", "1", "UserSecret", "Api:Key")]
    [InlineData("HRP4310", "Default", "1", "File", "key.txt")]
    [InlineData("HRP3051", "File", "key.txt", "UserSecret", "Api:Key")]
    [InlineData("HRP3052", "File", "no-such-file", "Required", "true")]
    [InlineData("HRP3053", "EnvironmentVariable", "NOT", "Required", "")]
    [InlineData("HRP3054", "UserSecret", "Api:Key", "Required", "")]
    public void A_secret_that_is_not_there_or_said_twice_is_reported_at_its_variable(string code, string name, string value, string other, string otherValue)
    {
        var refusal = Refused(new DockerRun { CheckItems = true, EnvironmentVariables = [Item("SET"), Item("Api__Key", (name, value), (other, otherValue))] });

        Assert.Equal((code, new ItemReference("DockerEnvironmentVariable", "Api__Key")), (refusal.Code, refusal.Item));
    }

    [Fact]
    public void Required_variables_that_are_missing_are_reported_at_the_first_of_them_without_a_value()
    {
        var refusal = Refused(new DockerRun
        {
            CheckItems = true,
            EnvironmentVariables = [.. new[] { "SET", "FIRST", "SECOND" }.Select(name => Item(name, ("Required", "true")))],
        });

        Assert.Equal("HRP4103", refusal.Code);
        Assert.Equal(new ItemReference("DockerEnvironmentVariable", "FIRST"), refusal.Item);
        Assert.Contains("FIRST, SECOND.", refusal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value.", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_default_is_for_what_the_build_does_not_have() => Assert.Equal(
        ["SET=value", "NOT=default"],
        Parse(new DockerRun { EnvironmentVariables = [Item("SET", ("Default", "default")), Item("NOT", ("Default", "default"))] })
            .Environment.Select(variable => variable.ToString()));

    private static Diagnostic Refused(DockerRun task) => Assert.Single(Assert.Throws<HarpoonException>(() => Parse(task)).Diagnostics);

    private static ContainerRunOptions Parse(DockerRun task) => RunParameters.Parse(task, "/project/App.csproj", Host);

    private static TaskItem Item(string text, params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem(text);
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, value);
        }

        return item;
    }
}
