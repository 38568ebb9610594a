using System.ComponentModel;
using System.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>A running <c>ssh</c>, or another program that connects, of which nothing stays open that it was started with.</summary>
internal sealed class SshProcess : IAsyncDisposable
{
    private const int KeptText = 8_000;

    /// <summary>A program that was killed, or whose output has ended, needs moments; one that shares its connection with others may go on for as long as they do.</summary>
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Task<string> _words;

    private SshProcess(Process process)
    {
        _process = process;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        _words = ReadErrorAsync(process.StandardError);
    }

    /// <summary>What the far side's program reads.</summary>
    public Stream Input { get; }

    /// <summary>What the far side's program writes.</summary>
    public Stream Output { get; }

    /// <summary>Whether it has ended already.</summary>
    public bool HasEnded => _process.HasExited;

    /// <param name="program">The full path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="host">Whose variables it gets, where they differ from those of this process.</param>
    /// <param name="variables">The names of those variables; beside those that matter to ssh.</param>
    /// <exception cref="IOException">It can't be started.</exception>
    public static SshProcess Start(string program, IEnumerable<string> arguments, HostEnvironment host, params string[] variables)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var name in (string[])["PATH", "SSH_AUTH_SOCK", .. variables])
        {
            if (host.Value(name) is { } value)
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            return new SshProcess(DetachedProcess.Start(start));
        }
        catch (Win32Exception e)
        {
            throw new IOException(e.Message, e);
        }
    }

    /// <summary>How it ended, and its last words; null if it has not ended a moment after its output did.</summary>
    public async Task<SshEnd?> EndAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(EndPatience);
        try
        {
            await _process.WaitForExitAsync(limited.Token);
            return new SshEnd(_process.ExitCode, await _words.WaitAsync(limited.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Ends both directions. The program goes on where others use its connection.</summary>
    public void Close()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It ended before.
        }

        Output.Dispose();
    }

    /// <summary>Kills it, and waits for its end.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        _process.Kill();
        _ = await EndAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<string> ReadErrorAsync(StreamReader reader)
    {
        var buffer = new char[1_024];
        var words = "";
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var count)
            {
                words += new string(buffer, 0, count);
                words = words.Length > KeptText ? words[^KeptText..] : words;
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It was killed: its output does not matter.
        }

        return words;
    }
}
