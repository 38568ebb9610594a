using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Remote;

/// <summary>What is no BuildKit that can be used is an error before anything is sent, at what names it.</summary>
public sealed class RemoteFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_listens()
    {
        var server = new ScriptedServer((_, _) => Task.CompletedTask);
        var address = server.Address;
        await server.DisposeAsync();

        var error = await FailAsync(new BuilderAddress(address));

        Assert.Equal(("HRP3231", "DockerBuilder"), (error.Code, error.Property));
        var variable = await FailAsync(new BuilderAddress("unix:///no/such.sock", BuilderAddress.HostVariable));
        Assert.Equal(("HRP3231", null), (variable.Code, variable.Property));
        Assert.Contains("BUILDKIT_HOST", variable.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        await using var server = new ScriptedServer((_, token) => Task.Delay(Timeout.Infinite, token));

        var error = await FailAsync(new BuilderAddress(server.Address), timeout: TimeSpan.FromSeconds(1));

        Assert.Equal("HRP3231", error.Code);
        Assert.Contains("1 s", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "HRP3233", "HTTP/1")]
    [InlineData("\u0015\u0003\u0001\u0000\u0002\u0002\u0028", "HRP3232", "DockerBuilderCertPath")]
    [InlineData("", "HRP3232", "DockerBuilderCertPath")]
    [InlineData("\u0000\u0000\u0000\u0000\u0000\u0000\u0000", "HRP3233", "is not a BuildKit")]
    public async Task Another_protocol_is_named(string answer, string code, string word)
    {
        await using var server = ScriptedServer.Answering(answer);

        var error = await FailAsync(new BuilderAddress(server.Address));

        Assert.Equal(code, error.Code);
        Assert.Contains(word, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_without_its_files_or_where_there_is_none_is_an_error_at_the_folder()
    {
        using var folder = new TemporaryFolder();
        await using var server = new ScriptedServer(async (stream, token) => await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), token));

        var missing = await FailAsync(new BuilderAddress(server.Address) { CertPath = folder.Path });
        using var authority = new Client.Transports.Tls.TestAuthority("BuildKit's authority");
        authority.WriteClientFolder(folder.Path);
        var plain = await FailAsync(new BuilderAddress(server.Address) { CertPath = folder.Path });
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder.Path, "key.pem"), "no key", Token);
        var broken = await FailAsync(new BuilderAddress(server.Address) { CertPath = folder.Path });

        Assert.Contains("has no ca.pem or ca.crt", missing.Text, StringComparison.Ordinal);
        NonEmpty.All([missing, plain, broken], error => Assert.Equal(("HRP3232", "DockerBuilderCertPath"), (error.Code, error.Property)));
        Assert.DoesNotContain("DockerTlsVerify", plain.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Kubectl_is_missing_or_fails_and_says_why()
    {
        await using var project = await BuildProject.CreateAsync();

        var missing = await FailAsync(new BuilderAddress("kube-pod://buildkitd-0"), project);
        FakeKubectl.Write(project, "echo 'Error from server (NotFound): pods \"buildkitd-0\" not found' >&2; exit 1");
        var failed = await FailAsync(new BuilderAddress("kube-pod://buildkitd-0"), project);

        Assert.Equal(("HRP3236", "HRP3237"), (missing.Code, failed.Code));
        Assert.Contains("pods \"buildkitd-0\" not found", failed.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_container_that_is_not_there_or_has_no_buildctl_is_an_error_with_the_engines_words()
    {
        await using var project = await BuildProject.CreateAsync();
        var none = await FailAsync(new BuilderAddress($"docker-container://{project.Name}"), project, project.Engine);

        await using var container = await BuildctlContainer.StartAsync(project, "no-such-program");
        var failing = await FailAsync(new BuilderAddress($"docker-container://{container.Name}"), project, project.Engine);

        Assert.Equal(("HRP3235", "HRP3235"), (none.Code, failing.Code));
        Assert.Contains("no-such-program", failing.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task The_BuildKit_of_an_older_engine_is_refused()
    {
        await using var project = await BuildProject.CreateAsync();
        Assert.SkipWhen(await ImageStore.IsContainerdAsync(project.Engine), "This engine's BuildKit can be used.");
        await using var buildkit = new GrpcForwarder(project.Engine);

        var error = await FailAsync(new BuilderAddress(buildkit.Address), project);

        Assert.Equal("HRP3234", error.Code);
    }

    private static async Task<Diagnostic> FailAsync(BuilderAddress address, TimeSpan? timeout = null)
    {
        using var project = new FakeProject();
        var connector = new BuilderConnector(new EndpointOptions("tcp://127.0.0.1:1", Timeout: timeout), project.Host, project.Report);
        return Assert.Single(await Thrown.ByAsync(() => connector.ConnectAsync(project.Options with { Remote = address }, Token)));
    }

    private static async Task<Diagnostic> FailAsync(BuilderAddress address, BuildProject project, IEngine? engine = null)
    {
        var connector = new BuilderConnector(new EndpointOptions("tcp://127.0.0.1:1"), project.Host, new RecordingReport()) { Connected = engine };
        return Assert.Single(await Thrown.ByAsync(() => connector.ConnectAsync(project.Options with { Remote = address, Output = "out" }, Token)));
    }
}
