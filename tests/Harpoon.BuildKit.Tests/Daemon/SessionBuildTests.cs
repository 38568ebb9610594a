using System.Security.Cryptography;
using System.Text;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Sessions;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Daemon;

/// <summary>Against the engine's own BuildKit.</summary>
[Trait("Tier", "Smoke")]
public sealed class SessionBuildTests : IAsyncDisposable
{
    private readonly string _tag = $"harpoon-buildkit-test-{Guid.NewGuid():n}:latest";
    private readonly string _salt = Guid.NewGuid().ToString("n");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [DaemonFact]
    public async Task A_context_reaches_the_image_and_the_image_has_an_id()
    {
        using var context = new TestFolder().With("app/hello.txt", _salt).With("app/ünï.txt", "names too");
        Directory.CreateDirectory(context.PathOf("app/empty"));
        File.CreateSymbolicLink(context.PathOf("app/link"), "hello.txt");
        context.SetMode("app/hello.txt", (UnixFileMode)0x1E8);

        var build = await BuildAsync(context, "COPY app /app", "RUN cat /app/link && cat '/app/ünï.txt' && ls -la /app && stat -c %a /app/hello.txt");

        Assert.Null(build.Error);
        Assert.StartsWith("sha256:", build.ImageId, StringComparison.Ordinal);
        Assert.Contains(_salt, build.Log, StringComparison.Ordinal);
        Assert.Contains("names too", build.Log, StringComparison.Ordinal);
        Assert.Contains("750", build.Log, StringComparison.Ordinal);
        Assert.Contains("empty", build.Log, StringComparison.Ordinal);
        Assert.Contains(build.Vertexes, vertex => vertex.Name.Contains("COPY app /app", StringComparison.Ordinal) && vertex.Completed is not null);
    }

    [DaemonFact]
    public async Task The_second_build_sends_what_changed()
    {
        using var context = new TestFolder();
        for (var i = 0; i < 20; i++)
        {
            context.With($"data/{i}.txt", _salt + new string((char)('a' + i), 100_000));
        }

        var first = await BuildAsync(context, "COPY data /data");
        context.With("data/3.txt", _salt + new string('z', 100_001));
        var second = await BuildAsync(context, "COPY data /data");
        var third = await BuildAsync(context, "COPY data /data");

        NonEmpty.All([first, second, third], build => Assert.Null(build.Error));
        Assert.InRange(first.BytesSent, 2_000_000, 2_200_000);
        Assert.InRange(second.BytesSent, 100_000, 150_000);
        Assert.InRange(third.BytesSent, 0, 20_000);    }

    [DaemonFact]
    public async Task A_secret_reaches_its_step_and_nothing_else()
    {
        var secret = $"secret-{_salt}";
        using var context = new TestFolder().With("unused", "");

        var build = await BuildAsync(
            context, [$"RUN --mount=type=secret,id=token echo {_salt} && sha256sum /run/secrets/token"], new FixedSecrets("token", secret));
        var missing = await BuildAsync(
            context, ["RUN --mount=type=secret,id=other,required=true true"], new FixedSecrets("token", secret));

        Assert.Null(build.Error);
        Assert.Contains(Hash(Encoding.UTF8.GetBytes(secret)), build.Log, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, build.Log, StringComparison.Ordinal);
        Assert.Contains("other", missing.Error, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task An_ssh_agent_reaches_its_step()
    {
        Assert.SkipUnless(ProgramRun.Exists("ssh-agent"), "OpenSSH's client is not installed.");
        await using var agent = await RealAgent.StartAsync(Token);
        using var context = await ProgramRoot.OfAsync("ssh-add", Token);

        var build = await DaemonBuild.RunAsync(
            $"FROM {TestDaemon.Base}\nCOPY . /\nRUN --mount=type=ssh,required=true echo {_salt} && ssh-add -l\n",
            context,
            new SessionOptions { SshAgents = new Dictionary<string, ISshAgent> { ["default"] = new UnixSshAgent(agent.SocketPath) } },
            _tag,
            Token);

        Assert.Null(build.Error);
        Assert.Contains(RealAgent.KeyName, build.Log, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task The_dockerignore_is_honoured()
    {
        using var context = new TestFolder()
            .With(".dockerignore", "*.log\nbin\n!bin/keep.txt\n")
            .With("a.log", _salt).With("a.txt", _salt).With("bin/drop.txt", _salt).With("bin/keep.txt", _salt);

        var build = await BuildAsync(context, "COPY . /all", "RUN cd /all && echo [$(find . -type f | sort)]");

        Assert.Null(build.Error);
        Assert.Contains("[./.dockerignore ./a.txt ./bin/keep.txt]", build.Log, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task Two_names_of_one_file_stay_one_file()
    {
        using var disk = new TestFolder().With("one", _salt).With("two", _salt);
        var context = new TwinTree(disk);

        var build = await BuildAsync(context, "COPY . /all", "RUN cat /all/two && echo [$(ls -A /all)]");

        Assert.Null(build.Error);
        Assert.Contains(_salt, build.Log, StringComparison.Ordinal);
        Assert.Contains("[one two]", build.Log, StringComparison.Ordinal);

        // Were they told otherwise than the engine keeps them, it would link them anew, and leave a temporary name.
        var again = await BuildAsync(context, "COPY . /all", "RUN echo again [$(ls -A /all)]");
        Assert.Contains("again [one two]", again.Log, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task A_file_that_can_not_be_read_is_named()
    {
        using var disk = new TestFolder().With("good", _salt).With("locked.txt", _salt);
        var context = new UnreadableTree(disk, "locked.txt");

        var build = await BuildAsync(context, "COPY . /all");

        Assert.Contains("locked.txt", build.Error, StringComparison.Ordinal);
        Assert.Equal(BuildKitFailure.FileUnreadable, build.Failure?.Failure);
        Assert.Equal("locked.txt", build.Failure?.Path);
    }

    [DaemonFact]
    public async Task A_failed_step_is_an_error_with_its_log()
    {
        using var context = new TestFolder().With("unused", "");

        var build = await BuildAsync(context, $"RUN echo {_salt} && exit 3");

        Assert.Contains("exit code: 3", build.Error, StringComparison.Ordinal);
        Assert.Contains(_salt, build.Log, StringComparison.Ordinal);
        Assert.Contains(build.Vertexes, vertex => vertex.Error is not null);
    }

    [DaemonFact]
    public async Task A_context_of_several_windows_arrives_whole()
    {
        using var context = new TestFolder();
        var bytes = new byte[8 << 20];
        new Random(1).NextBytes(bytes);
        await File.WriteAllBytesAsync(context.PathOf("big"), bytes, Token);

        var build = await BuildAsync(context, "COPY big /big", $"RUN echo {_salt} && sha256sum /big");

        Assert.Null(build.Error);
        Assert.Contains(Hash(bytes), build.Log, StringComparison.Ordinal);
    }

    [DaemonFact]
    public async Task A_session_that_is_cut_anywhere_fails_the_build_and_says_so()
    {
        using var context = new TestFolder().With("big", new string('x', 300_000));
        foreach (var length in new[] { 600, 1_000, 1_500, 3_000, 40_000, 200_000 })
        {
            var build = await DaemonBuild.RunAsync(
                $"FROM {TestDaemon.Base}\nCOPY . /all\n", context, new SessionOptions { SharedKey = SharedKey.Of("cut", _salt, $"{length}") }, _tag, Token, length);

            Assert.True(build.Error is not null, $"cut after {length} bytes");
            Assert.True(build.End?.Failure == BuildKitFailure.ConnectionLost, $"cut after {length} bytes: {build.End}");
        }
    }

    public async ValueTask DisposeAsync() => await DaemonBuild.RemoveImageAsync(_tag, CancellationToken.None);

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private Task<DaemonBuild> BuildAsync(IFileTree context, params string[] lines) => BuildAsync(context, lines, null);

    private Task<DaemonBuild> BuildAsync(IFileTree context, string[] lines, FixedSecrets? secrets) => DaemonBuild.RunAsync(
        $"FROM {TestDaemon.Base}\n{string.Join('\n', lines)}\n",
        context,
        new SessionOptions { SharedKey = SharedKey.Of("test", _salt), Secrets = secrets },
        _tag,
        Token);
}
