using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Ssh;

namespace Harpoon.Engine.Tests.Builds.Secrets;

/// <summary>Keys from files, judged by OpenSSH's own programs.</summary>
[Trait("Tier", "Smoke")]
public sealed class KeyFileTests : IAsyncDisposable
{
    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Theory]
    [ClassData(typeof(KeyKinds))]
    public async Task OpenSSH_lists_the_key_and_accepts_what_it_signs(string[] kind)
    {
        var key = await KeyAsync("key", passphrase: "", kind);
        var agent = ForwardedAgent.Of(new SshForward("default") { KeyFiles = ["key"] }, _project.Host);
        var socket = _project.Path("agent");
        await using var served = new ServedAgent(agent, socket);
        var variables = new Dictionary<string, string> { ["SSH_AUTH_SOCK"] = socket };
        await File.WriteAllTextAsync(_project.Path("data"), "to be signed", TestContext.Current.CancellationToken);

        var listed = await ExternalProgram.RunAsync("ssh-add", ["-L"], variables);

        // OpenSSH asks the agent only where it can't sign itself.
        File.Delete(key);
        await ExternalProgram.RunAsync("ssh-keygen", ["-Y", "sign", "-f", key + ".pub", "-n", "tests", _project.Path("data")], variables);
        var verdict = await ExternalProgram.RunAsync(
            "/bin/sh", ["-c", "ssh-keygen -Y check-novalidate -n tests -s data.sig <data"], folder: _project.Path("."));

        Assert.Equal(Key(await File.ReadAllTextAsync(key + ".pub", TestContext.Current.CancellationToken)), Key(listed));
        Assert.StartsWith("Good \"tests\" signature", verdict, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_with_a_passphrase_is_an_error_that_advises_an_agent()
    {
        await KeyAsync("key", passphrase: "hush-hush", "-t", "ed25519");
        Offer(new SshForward("default") { KeyFiles = ["key"] });

        Assert.Equal("HRP3059", await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Theory]
    [InlineData("no-such-key")]
    [InlineData("text")]
    [InlineData(".")]
    public async Task A_file_that_holds_no_key_is_reported_before_anything_is_sent(string file)
    {
        await File.WriteAllTextAsync(_project.Path("text"), "-----BEGIN", TestContext.Current.CancellationToken);
        Offer(new SshForward("default") { KeyFiles = [file] });

        Assert.Equal("HRP3058", await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Fact]
    public async Task An_agent_and_keys_under_one_name_are_refused()
    {
        Offer(new SshForward("default", "socket") { KeyFiles = ["key"] });

        Assert.Equal("HRP3060", await _project.FailAsync(_engine));
    }

    private void Offer(SshForward forward) =>
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, SshForwards = [forward] };

    private async Task<string> KeyAsync(string name, string passphrase, params string[] kind)
    {
        Assert.SkipUnless(ExternalProgram.Exists("ssh-keygen"), "OpenSSH's client is not installed.");
        var path = _project.Path(name);
        await ExternalProgram.RunAsync("ssh-keygen", ["-q", .. kind, "-N", passphrase, "-f", path]);
        return path;
    }

    /// <summary>A public key without its comment.</summary>
    private static string Key(string line) => string.Join(' ', line.Split(' ')[..2]);
}
