using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Client.Connecting.Endpoints;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Connecting;

public sealed class PodmanStartTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly Endpoint Missing = new(new Uri("unix:///no/such/engine.sock"), "Docker's default");

    private readonly TemporaryHome _home = new();
    private readonly RecordingReport _report = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Runtime => Path.Combine(_home.Path, "runtime");

    public void Dispose() => _home.Dispose();

    [PodmanFact]
    public async Task Where_nothing_listens_Podman_is_started_and_ends_with_the_connection()
    {
        // Nothing of the machine's own Podman is touched.
        WithPodman($"exec {PodmanFactAttribute.Program} --root {_home.Path}/root --runroot {_home.Path}/run --storage-driver vfs \"$@\"");
        string folder;
        await using (var engine = await Search().FirstAsync([Missing], Token))
        {
            folder = Path.GetDirectoryName(engine.Endpoint.SocketPath)!;
            Assert.True((await engine.PingAsync(Token)).IsPodman);
            Assert.True(engine.Endpoint.IsStarted);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(folder).UnixFileMode);
            Assert.StartsWith(Runtime, folder, StringComparison.Ordinal);
            Assert.NotEmpty(ServicesAt(folder));
        }

        while (Directory.Exists(folder))
        {
            await Task.Delay(20, Token);
        }

        Assert.Empty(ServicesAt(folder));
    }

    [Fact]
    public async Task What_Podman_says_when_it_does_not_start_is_in_the_list_of_what_was_tried()
    {
        WithPodman("echo first >&2; echo cannot set up namespace >&2; exit 125");

        var error = await RefusedAsync(Missing);

        Assert.Contains(
            $"{PodmanStart.What}: it exited with code 125: cannot set up namespace", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Runtime));
    }

    [Fact]
    public async Task Where_someone_listens_who_can_t_be_used_Podman_is_not_started()
    {
        WithPodman("touch \"$HOME/started\"");
        await using var other = ScriptedServer.Answering(ScriptedServer.Ping("1.24"));

        var error = await RefusedAsync(Missing, new Endpoint(new Uri(other.Address), "test"));

        Assert.Contains($"{PodmanStart.What}: not started, because something listens at {other.Address}", error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Runtime));
    }

    [Fact]
    public async Task Where_there_is_no_Podman_none_is_spoken_of() =>
        Assert.DoesNotContain("podman", await RefusedAsync(Missing), StringComparison.Ordinal);

    private static IEnumerable<string> ServicesAt(string folder) => Directory.GetDirectories("/proc")
        .Where(process => Path.GetFileName(process).All(char.IsAsciiDigit))
        .Where(process => CommandLineOf(process).Contains($"{folder}/podman.sock", StringComparison.Ordinal));

    private static string CommandLineOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return "";
        }
    }

    private void WithPodman(string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.Path, "bin")).FullName;
        Directory.CreateDirectory(Runtime);
        File.WriteAllText(Path.Combine(folder, "podman"), $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(folder, "podman"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _home.With("PATH", folder).With("XDG_RUNTIME_DIR", Runtime);
    }

    private EngineSearch Search()
    {
        var handshake = new EngineHandshake(_home.Host, requested: null, Limit);
        return new EngineSearch(handshake, Limit, _home.Host.Platform, PodmanStart.Of(_home.Host, handshake, Limit, _report));
    }

    private async Task<string> RefusedAsync(params Endpoint[] endpoints)
    {
        var error = Assert.Single((await Assert.ThrowsAnyAsync<HarpoonException>(() => Search().FirstAsync(endpoints, Token))).Diagnostics);
        Assert.Equal("HRP1001", error.Code);
        return error.Text;
    }
}
