using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Tests.Services;

public sealed class ServiceChecksTests
{
    private static readonly Service Db = new("db", new ContainerRunOptions("image"));

    [Theory]
    [InlineData("port")]
    [InlineData("http:/health")]
    public void A_wait_for_a_port_that_no_one_names_is_an_error(string wait) =>
        Assert.Equal("HRP4206", ErrorOf(Db with { Waits = [WaitConditionParser.Parse(wait)] }));

    [Fact]
    public void A_port_of_another_protocol_is_none_to_wait_for() =>
        Assert.Equal("HRP4206", ErrorOf(Db with { Waits = [new PortWait(null)], Run = Db.Run.With(container => container with { PortBindings = [new PortBinding(53, "udp")] }) }));

    [Fact]
    public void A_service_without_an_image_is_an_error() => Assert.Equal("HRP4200", ErrorOf(new Service("db", new ContainerRunOptions(""))));

    [Theory]
    [InlineData("host")]
    [InlineData("none")]
    [InlineData("container:other")]
    public void A_run_in_a_network_without_the_names_of_its_services_is_an_error(string network) =>
        Assert.Equal("HRP4207", ErrorOf(() => ServiceChecks.CheckNetwork(network)));

    private static string ErrorOf(Service service) => ErrorOf(() => ServiceGraph.Of([service]));

    private static string ErrorOf(Action check) => Assert.Single(Assert.Throws<HarpoonException>(check).Diagnostics).Code;
}
