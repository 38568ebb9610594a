using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Tests.Runs.Options;

public sealed class RunGrammarTests
{
    public static TheoryData<string, string, Func<string, object>> Wrong
    {
        get
        {
            var wrong = new TheoryData<string, string, Func<string, object>>();
            Add("HRP4104", NetworkName.Check, "", "a", "container:", "name=net,alias=web", "my net", "-net");
            Add("HRP4106", ExtraHost.Parse, "", "db", "db=", "=1.2.3.4", "db=elsewhere", "d b=1.2.3.4", "db=5432", "db:5432", "db=1", "db=0x7f.1", "10.0.0.5 db", "db=10.0.0.5:80");
            Add("HRP4107", DeviceGrammar.Parse, "", "/", "fuse", "/dev/a:b", "/dev/a:/dev/b:x", "/dev/a:/dev/b:rr");
            Add("HRP4108", GpuGrammar.Parse, "", "some", "all,all", "-2", "colour=red", "\"device=0", "device=0,1", "device=", "nvidia");
            Add("HRP4109", Capability.Check, "", "NET ADMIN", "NET-ADMIN", "net_admin,sys_ptrace");
            Add("HRP4110", text => PidsLimit.Parse(text), "", "0", "-2", "1.5", "many");
            Add("HRP4111", text => PullPolicies.Parse(text), "", "sometimes", "true");
            Add("HRP4112", HostName.Check, "", "-web", "my host", new string('a', 65), "a/b");
            Add("HRP4113", RunLabel.Check, "", "harpoon.keep");
            Add("HRP4114", text => EntrypointForm.Parse(text), "[", "[]", "[1]", "['/bin/sh']");
            Add("HRP4116", RunPlatform.Check, "", "linux/", "linux/arm/v7/x", "linux arm64", "linux/arm 64", "linux/amd64,linux/arm64", "linux-x64", "linux/x64");
            Add("HRP4002", text => MemorySize.Parse(text), "0.5", "512Mi", "1,5g", "50%", "1 2");
            Add("HRP4003", text => CpuCount.Parse(text), "500m", "0,5", "50%", "0-3");
            Add("HRP4117", UserName.Check, "", "a b", "a:", ":a", "a:b:c");
            Add("HRP4118", ContainerFolder.Check, "", "src", "./src", "~");
            return wrong;

            void Add(string code, Func<string, object> parse, params string[] texts)
            {
                foreach (var text in texts)
                {
                    wrong.Add(code, text, parse);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void What_can_not_be_meant_is_refused(string code, string text, Func<string, object> parse) =>
        Assert.Equal(code, Assert.Single(Assert.Throws<HarpoonException>(() => parse(text)).Diagnostics).Code);

    [Fact]
    public void An_entrypoint_is_a_program_or_an_array_as_in_a_Dockerfile()
    {
        Assert.Equal(["/bin/my tool"], EntrypointForm.Parse("/bin/my tool"));
        Assert.Equal(["/bin/sh", "-c", "a \"b\""], EntrypointForm.Parse("""["/bin/sh", "-c", "a \"b\""]"""));
    }

    [Theory]
    [InlineData("always", PullPolicy.Always)]
    [InlineData(" Missing ", PullPolicy.Missing)]
    [InlineData("NEVER", PullPolicy.Never)]
    public void A_pull_policy_is_dockers_word_in_any_case(string text, PullPolicy expected) => Assert.Equal(expected, PullPolicies.Parse(text));

    [Theory]
    [InlineData("host")]
    [InlineData("none")]
    [InlineData("bridge")]
    [InlineData("container:web")]
    [InlineData("my_net.1")]
    public void A_network_has_a_name_or_is_one_of_the_engines(string name) => Assert.Equal(name, NetworkName.Check(name));

    [Theory]
    [InlineData("linux")]
    [InlineData("linux/amd64")]
    [InlineData("linux/arm/v7")]
    [InlineData("windows/amd64")]
    public void A_platform_has_up_to_three_parts(string name) => Assert.Equal(name, RunPlatform.Check(name));

    [Theory]
    [InlineData("linux-x64", "linux/amd64")]
    [InlineData("linux-musl-arm64", "linux/arm64")]
    [InlineData("win-x64", "windows/amd64")]
    [InlineData("linux/x64", "linux/amd64")]
    public void A_platforms_name_in_NET_is_refused_with_the_engines(string text, string meant) => Assert.EndsWith(
        $"such as {meant}.", Assert.Throws<HarpoonException>(() => RunPlatform.Check(text)).Diagnostics[0].Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("host")]
    [InlineData("1000:1000")]
    [InlineData("app:staff")]
    [InlineData(@"DOMAIN\user")]
    public void A_user_is_a_name_or_a_number_and_perhaps_a_group(string name) => Assert.Equal(name, UserName.Check(name));

    [Theory]
    [InlineData("/src")]
    [InlineData(@"C:\src")]
    public void A_working_directory_is_a_full_path(string path) => Assert.Equal(path, ContainerFolder.Check(path));

    [Fact]
    public void An_entrypoint_and_a_shell_line_exclude_each_other() =>
        Assert.Equal("HRP4105", CodeOf(new ContainerRunOptions(new ContainerSpec("i") { Entrypoint = ["b"] }) { Command = "a" }));

    [Theory]
    [InlineData(null)]
    [InlineData("host")]
    [InlineData("container:web")]
    public void Aliases_need_a_network_of_their_own(string? network) =>
        Assert.Equal("HRP4115", CodeOf(new ContainerRunOptions(new ContainerSpec("i") { Network = network, NetworkAliases = ["web"] })));

    private static string CodeOf(ContainerRunOptions options) =>
        Assert.Single(Assert.Throws<HarpoonException>(() => RunChecks.Check(options)).Diagnostics).Code;
}
