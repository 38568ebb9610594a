using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parameters;

/// <summary>Metadata that is there and empty is a value: nothing of the host takes its place.</summary>
public class WrittenMetadataTests
{
    private const string HostVariable = "PATH";

    [Fact]
    public void An_empty_value_of_a_variable_keeps_the_hosts_out()
    {
        var task = new DockerRun { Image = "a", EnvironmentVariables = [Item(HostVariable, ("Value", "")), Item("B", ("Default", ""))] };

        var variables = RunParameters.Parse(task, "/p/app.proj", Host()).Environment;

        Assert.Equal([(HostVariable, ""), ("B", "")], variables.Select(variable => (variable.Name, variable.Value)));
        NonEmpty.All(variables, variable => Assert.False(variable.IsInherited));
    }

    [Fact]
    public void So_does_that_of_a_build_argument()
    {
        var options = Options(new DockerBuild { BuildArguments = [Item(HostVariable, ("Value", "")), Item("B"), Item("C="), Item("D=1", ("Value", ""))] });

        Assert.Equal([(HostVariable, ""), ("B", null), ("C", ""), ("D", "1")], options.Arguments.Select(argument => (argument.Name, argument.Value)));
    }

    [Fact]
    public void Of_two_labels_of_one_name_the_last_counts()
    {
        var options = Options(new DockerBuild { Labels = [Item("a=1"), Item("a", ("Value", "2")), Item("b=3"), Item("b", ("Value", ""))] });

        Assert.Equal([("a", "2"), ("b", "")], options.Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => (label.Key, label.Value)));
    }

    [Theory]
    [InlineData("Socket")]
    [InlineData("KeyFile")]
    public void An_empty_agent_is_not_the_users_own(string name)
    {
        var error = Assert.Throws<HarpoonException>(() => Options(new DockerBuild { SshAgents = [Item("default", (name, ""))] }));

        Assert.Equal("HRP2050", Assert.Single(error.Diagnostics).Code);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("", 0)]
    [InlineData("healthy", 1)]
    public void An_empty_WaitFor_waits_for_nothing(string? waitFor, int waits)
    {
        var item = Item("db", ("Image", "a"), ("Port", "80"));
        if (waitFor is not null)
        {
            item.SetMetadata("WaitFor", waitFor);
        }

        Assert.Equal(waits, Assert.Single(ServiceParameters.Parse([item], "p", Host(), [], new ReferencedImages([], Host())).InOrder).Waits.Length);
    }

    private static Engine.Builds.Requests.ImageBuildOptions Options(DockerBuild task) =>
        BuildParameters.Parse(task, new DockerfileParameters([], "FROM a", [], null), "/p/app.proj", "/p/obj", Host());

    private static HostEnvironment Host() => HostEnvironment.OfProcess("/");

    private static TaskItem Item(string name, params ReadOnlySpan<(string Name, string Value)> metadata)
    {
        var item = new TaskItem(name);
        foreach (var (key, value) in metadata)
        {
            item.SetMetadata(key, value);
        }

        return item;
    }
}
