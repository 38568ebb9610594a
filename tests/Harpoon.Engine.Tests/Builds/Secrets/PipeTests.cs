using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Tests.Context;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Secrets;

/// <summary>A file that a user names may be a pipe, which gives its content once.</summary>
public sealed class PipeTests : IDisposable
{
    private readonly FakeProject _project = new();

    public PipeTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no pipes in folders.");

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_secret_from_a_pipe_is_read_once_and_known_to_all_who_need_it()
    {
        var host = _project.Host;
        var writing = WriteAsync("pipe", "hush\n");

        var first = SecretValue.Read(new SecretSource("a") { File = "pipe" }, host);
        await writing;
        var again = SecretValue.Read(new SecretSource("b") { File = "pipe" }, host with { MachineName = "the same build" });
        var password = new CredentialSource("registry.example", new SecretSource("c") { File = "pipe" }) { UserName = "me" }.Read(host);

        Assert.Equal(("hush\n", "hush\n", "hush"), (Text(first), Text(again), password.Secret));
    }

    [Fact]
    public async Task A_link_to_a_pipe_is_read_as_one()
    {
        File.CreateSymbolicLink(_project.Path("link"), "pipe");
        var writing = WriteAsync("pipe", "hush");
        var host = _project.Host;

        var read = new[] { SecretValue.Read(new SecretSource("a") { File = "link" }, host), SecretValue.Read(new SecretSource("a") { File = "link" }, host) };
        await writing;

        Assert.Equal(["hush", "hush"], read.Select(Text));
    }

    [Fact]
    public async Task A_key_from_a_pipe_is_read_once_and_offered()
    {
        await ExternalProgram.RunAsync("ssh-keygen", ["-q", "-N", "", "-t", "ed25519", "-f", _project.Path("key")]);
        var writing = WriteAsync("pipe", await File.ReadAllTextAsync(_project.Path("key"), TestContext.Current.CancellationToken));
        var host = _project.Host;
        var forward = new SshForward("default") { KeyFiles = ["pipe"] };

        ForwardedAgent.Of(forward, host);
        await writing;
        var socket = _project.Path("agent");
        await using var served = new ServedAgent(ForwardedAgent.Of(forward, host), socket);

        var listed = await ExternalProgram.RunAsync("ssh-add", ["-L"], new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = socket });

        var key = await File.ReadAllTextAsync(_project.Path("key.pub"), TestContext.Current.CancellationToken);
        Assert.StartsWith(string.Join(' ', key.Split(' ')[..2]), listed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Dockerfile_from_a_pipe_is_built_in_the_projects_folder()
    {
        var writing = WriteAsync("pipe", "FROM base\nRUN x\n");

        var dockerfile = DockerfileChoice.Of(new ImageBuildOptions("app", "label", "obj") { DockerfilePath = "pipe" }, _project.Host);
        await writing;

        Assert.Equal(("FROM base\nRUN x\n", null), (dockerfile.Text, dockerfile.Path));
        Assert.Equal(_project.Path("pipe"), dockerfile.LocationOf(2)?.File);
    }

    [Fact]
    public void A_pipe_that_no_one_writes_is_said_and_given_up()
    {
        LinuxFiles.MakePipe(_project.Path("pipe"));
        var said = new List<string>();
        var host = _project.Host with { NamedFiles = new NamedFiles { Patience = TimeSpan.FromMilliseconds(50), Waiting = said.Add } };

        var failure = Assert.Throws<IOException>(() => host.NamedFiles.Read(_project.Path("pipe")));

        Assert.StartsWith("it is a pipe, and nothing", failure.Message, StringComparison.Ordinal);
        Assert.Equal([$"Waiting for {_project.Path("pipe")} to be written: it is a pipe."], said);
    }

    [Fact]
    public async Task Who_waits_for_a_pipe_can_be_cancelled_and_the_pipe_is_free_again()
    {
        LinuxFiles.MakePipe(_project.Path("pipe"));
        using var ending = new CancellationTokenSource();
        var files = new NamedFiles(new PipeContents(), ending.Token);
        var waiting = Task.Run(() => files.Read(_project.Path("pipe")), TestContext.Current.CancellationToken);

        await ending.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        // A later reader gets what a later writer writes.
        var writing = Task.Run(() => File.WriteAllText(_project.Path("pipe"), "later"), TestContext.Current.CancellationToken);
        Assert.Equal("later"u8.ToArray(), new NamedFiles().Read(_project.Path("pipe")));
        await writing;
    }

    [Fact]
    public void A_pipe_is_left_to_the_program_that_does_the_work_later()
    {
        LinuxFiles.MakePipe(_project.Path("pipe"));
        var host = _project.Host with { NamedFiles = new NamedFiles { LeavesPipes = true, Patience = TimeSpan.Zero } };
        var source = new CredentialSource("registry.example", new SecretSource("c") { File = "pipe" }) { UserName = "me" };

        Assert.Equal([source], CredentialSources.For(RegistryAccess.Pull, [source], host));
    }

    [Theory]
    [InlineData("/dev/fd/63", true)]
    [InlineData("/dev/stdin", true)]
    [InlineData("/proc/self/fd/0", true)]
    [InlineData("/dev/null", true)]
    [InlineData("/dev/shm", false)]
    [InlineData("/nowhere", false)]
    [InlineData("/etc/passwd", false)]
    public void What_gives_its_content_once_is_known_by_its_kind(string path, bool once) => Assert.Equal(once, NamedFiles.GivesOnce(path));

    [Fact]
    public void What_has_no_end_is_given_up() => Assert.Throws<IOException>(() => new NamedFiles().Read("/dev/zero"));

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private Task WriteAsync(string name, string text)
    {
        LinuxFiles.MakePipe(_project.Path(name));
        return Task.Run(() => File.WriteAllText(_project.Path(name), text), TestContext.Current.CancellationToken);
    }
}
