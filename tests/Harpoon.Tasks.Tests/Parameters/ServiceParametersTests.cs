using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parameters;

public sealed class ServiceParametersTests
{
    private static readonly HostEnvironment Host = new(name => name == "TOKEN" ? "from the build" : null, "/project", "/home/me");

    [Fact]
    public void Several_values_stand_between_semicolons_and_one_of_their_own_is_escaped()
    {
        var service = Parse(
            ("EnvironmentVariables", "A=1; B=x%3By ;TOKEN;MISSING"), ("Arguments", "-c;max=5"), ("DependsOn", "a;b"), ("WaitFor", "port:80;log:a%3Bb;exit"));

        Assert.Equal(["A=1", "B=x;y", "TOKEN=from the build"], service.Run.Environment.Select(variable => variable.ToString()));
        Assert.Equal(["-c", "max=5"], service.Run.Container.Command);
        Assert.Equal(["a", "b"], service.DependsOn);
        Assert.Equal(["port:80", "log:a;b", "exit:0"], service.Waits.Select(wait => wait.ToString()));
    }

    [Fact]
    public void Ports_and_volumes_have_the_grammar_of_docker()
    {
        var service = Parse(("Port", "5432;8080:80/tcp;53/udp"), ("Volumes", "./data:/data:ro;pg:/var/lib/pg;/tmp/x"));

        Assert.Equal([(5432, null), (80, "8080"), (53, null)], service.Run.Container.PortBindings.Select(port => (port.ContainerPort, port.HostPort)));
        Assert.Equal([5432, 80], service.TcpPorts);
        Assert.Equal(["/project/data", "pg", null], service.Run.Volumes.Select(volume => volume.Source));
    }

    [Fact]
    public void Who_names_a_port_waits_for_it_unless_reported_otherwise()
    {
        Assert.Equal([new PortWait(null)], Parse(("Port", "5432")).Waits);
        Assert.Equal([new HealthyWait()], Parse(("Port", "5432"), ("WaitFor", "healthy")).Waits);
        Assert.Empty(Parse(("Port", "53/udp")).Waits);
        Assert.Empty(Parse().Waits);
    }

    [Fact]
    public void Times_are_seconds()
    {
        Assert.Equal(TimeSpan.FromSeconds(300), Parse().WaitTimeout);
        var service = Parse(("WaitTimeout", "1.5"), ("StopTimeout", "3"));
        Assert.Equal((TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3)), (service.WaitTimeout, service.Run.StopTimeout));
    }

    [Theory]
    [InlineData("OutputImportance", "High", MessageLevel.High)]
    [InlineData("OutputImportance", "", MessageLevel.Normal)]
    public void Its_lines_matter_as_the_user_says(string name, string value, MessageLevel level) => Assert.Equal(level, Parse((name, value)).OutputLevel);

    [Theory]
    [InlineData("Port", "http", "HRP4101")]
    [InlineData("Volumes", "data:", "HRP4102")]
    [InlineData("WaitFor", "ready", "HRP4205")]
    [InlineData("WaitTimeout", "soon", "HRP1060")]
    [InlineData("OutputImportance", "loud", "HRP1060")]
    [InlineData("Memory", "much", "HRP4002")]
    [InlineData("EnvironmentVariables", "=x", "HRP4005")]
    public void A_value_that_can_not_be_read_is_an_error_about_the_item(string name, string value, string code)
    {
        var error = Assert.Single(Assert.Throws<HarpoonException>(() => Parse((name, value))).Diagnostics);

        Assert.Equal(code, error.Code);
        Assert.Equal(new ItemReference("DockerService", "db"), error.Item);
    }

    private static TaskItem Other(string name) => new(name, new Dictionary<string, string> { ["Image"] = "other" });

    private static Service Parse(params (string Name, string Value)[] metadata)
    {
        var item = new TaskItem("db");
        item.SetMetadata("Image", "postgres:16");
        foreach (var (name, value) in metadata)
        {
            item.SetMetadata(name, value);
        }

        var (a, b) = (Other("a"), Other("b"));
        return Assert.Single(ServiceParameters.Parse([item, a, b], "label", Host, [], new ReferencedImages([], Host)).InOrder, service => service.Name == "db");
    }
}
