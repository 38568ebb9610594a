using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Contexts;

/// <summary>Named contexts that the engine fetches by itself, from servers beside it.</summary>
public sealed class FetchedContextTests
{
    private const string GitDaemon = "/usr/lib/git-core/git-daemon";

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_branch_builds_each_time_and_a_commit_is_skipped()
    {
        await using var project = await ProjectAsync();
        using var server = await GitServer.StartAsync(project);
        project.With("COPY --from=schema a.txt /", $"RUN cat /a.txt").WithOptions(o => o with { NamedContexts = [new("schema", $"{server.Address}#main:docs")] });

        await project.BuildAsync();
        Assert.Contains($"in git {project.Name}", project.Output);
        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.Contains("the named context schema may have changed", project.Said, StringComparison.Ordinal);

        project.WithOptions(o => o with { NamedContexts = [new("schema", $"{server.Address}#{server.Commit}:docs")] });
        await project.BuildAsync();
        await project.AssertUpToDateAsync();
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_branch_that_is_not_there_is_an_error_at_the_line_that_uses_it()
    {
        await using var project = await ProjectAsync();
        using var server = await GitServer.StartAsync(project);
        project.With("ENV A=1", "COPY --from=schema a.txt /").WithOptions(o => o with { NamedContexts = [new("schema", $"{server.Address}#missing")] });

        var error = await project.FailAsync();

        Assert.Equal(("HRP3030", 12), (error.Code, error.Location!.Line));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_file_of_the_web_is_one_file_and_builds_each_time_or_the_error_says_how_to_do_without()
    {
        await using var project = await ProjectAsync();
        using var server = new WebServer($"of the web {project.Name}\n");
        project.With("COPY --from=page * /page/", "RUN cat /page/*").WithOptions(o => o with { NamedContexts = [new("page", server.Address)] });

        var errors = await Thrown.ByAsync(project.BuildAsync);
        if (errors.IsEmpty)
        {
            Assert.Contains($"of the web {project.Name}", project.Output);
            Assert.False((await project.BuildAsync()).UpToDate);
        }
        else
        {
            // BuildKit 0.21 to 0.29.
            var error = Assert.Single(errors);
            Assert.Equal(("HRP3007", 11), (error.Code, error.Location!.Line));
            Assert.EndsWith("use ADD with the address in the Dockerfile.", error.Text, StringComparison.Ordinal);
        }
    }

    private static async Task<BuildProject> ProjectAsync()
    {
        Assert.SkipUnless(File.Exists(GitDaemon), "There is no git daemon to fetch from.");
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        Assert.SkipWhen(!project.Engine.Capabilities.KnowsNamedContexts, "This engine's BuildKit knows no named contexts.");
        return project;
    }

    /// <summary>A server that has one text.</summary>
    private sealed class WebServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly string _text;

        public WebServer(string text)
        {
            _text = text;
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address => $"http://{_listener.LocalEndpoint}/page.txt";

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                    await using var stream = client.GetStream();
                    using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                    while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 })
                    {
                    }

                    await stream.WriteAsync(
                        Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {_text.Length}\r\nConnection: close\r\n\r\n{_text}"), TestContext.Current.CancellationToken);
                }
            }
            catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
            {
                // It was stopped, or the other side went.
            }
        }
    }

    /// <summary>A repository with one commit, behind a server.</summary>
    private sealed class GitServer : IDisposable
    {
        private readonly Process _daemon;

        private GitServer(Process daemon, string address, string commit) => (_daemon, Address, Commit) = (daemon, address, commit);

        public string Address { get; }

        public string Commit { get; }

        public static async Task<GitServer> StartAsync(BuildProject project)
        {
            project.WithFile("git/repo/docs/a.txt", $"in git {project.Name}\n");
            var repository = project.Path("git/repo");
            await GitAsync(repository, "init", "-q", "-b", "main");
            await GitAsync(repository, "add", ".");
            await GitAsync(repository, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "one");
            var commit = (await GitAsync(repository, "rev-parse", "HEAD")).Trim();
            var port = FreePort();
            var daemon = Process.Start(GitDaemon, ["--listen=127.0.0.1", $"--port={port}", "--export-all", $"--base-path={project.Path("git")}", project.Path("git")]);
            await AwaitAsync(port);
            return new GitServer(daemon, $"git://127.0.0.1:{port}/repo/.git", commit);
        }

        public void Dispose()
        {
            _daemon.Kill();
            _daemon.WaitForExit();
            _daemon.Dispose();
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        private static async Task AwaitAsync(int port)
        {
            while (true)
            {
                try
                {
                    using var client = new TcpClient();
                    await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
                    return;
                }
                catch (SocketException)
                {
                    await Task.Delay(20, TestContext.Current.CancellationToken);
                }
            }
        }

        private static async Task<string> GitAsync(string folder, params string[] arguments)
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
            var said = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await git.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, git.ExitCode);
            return said;
        }
    }
}
