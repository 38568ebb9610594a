using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Tests.Runs;

public sealed class KeptContainerTests
{
    private static readonly Endpoint Local = new(new Uri("unix:///var/run/docker.sock"), "test");
    private static readonly Endpoint Remote = new(new Uri("tcp://build.example:2376"), "test");

    [Fact]
    public void The_commands_reach_the_engine_that_has_it() =>
        NonEmpty.All(KeptContainer.Lines("box", Local), line => Assert.Contains("docker --host unix:///var/run/docker.sock ", line, StringComparison.Ordinal));

    [Fact]
    public void The_commands_are_Podmans_where_the_engine_is() =>
        NonEmpty.All(
            KeptContainer.Lines("box", Local, isPodman: true),
            line => Assert.Contains("podman --url unix:///var/run/docker.sock ", line, StringComparison.Ordinal));

    [Fact]
    public void The_commands_verify_an_engine_as_the_run_did()
    {
        var endpoint = Remote with { Tls = new TlsMaterial("/my certs/ca.pem", "/c/cert.pem", "/c/key.pem") };

        NonEmpty.All(KeptContainer.Lines("box", endpoint), line => Assert.Contains(
            "docker --host tcp://build.example:2376 --tlsverify --tlscacert \"/my certs/ca.pem\" --tlscert /c/cert.pem --tlskey /c/key.pem ",
            line,
            StringComparison.Ordinal));
    }

    [Fact]
    public void What_the_run_did_without_the_commands_do_without() =>
        NonEmpty.All(
            KeptContainer.Lines("box", Remote with { Tls = new TlsMaterial(null, null, null, Verify: false) }),
            line => Assert.Contains("docker --host tcp://build.example:2376 --tls ", line, StringComparison.Ordinal));
}
