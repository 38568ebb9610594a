using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>What the user's ssh configuration says of a host, with everything in it worked out: <c>ssh -G</c>.</summary>
/// <param name="HostName">The host's real name or address.</param>
/// <param name="SharedSocket">Where connections are shared that others open; null for nowhere.</param>
/// <param name="StaysShared">Whether the first to connect leaves a connection behind for others.</param>
internal sealed record SshSettings(string HostName, string? SharedSocket, bool StaysShared)
{
    /// <summary>Asks ssh.</summary>
    /// <exception cref="HarpoonException">HRP1033: it can't read its configuration.</exception>
    public static async Task<SshSettings> AskAsync(
        string program, SshTarget target, Endpoint endpoint, HostEnvironment host, CancellationToken cancellationToken)
    {
        await using var process = SshProcess.Start(program, ["-G", .. target.Arguments], host);
        using var reader = new StreamReader(process.Output);
        var text = await reader.ReadToEndAsync(cancellationToken);
        return await process.EndAsync(cancellationToken) is { ExitCode: not 0 } end
            ? throw SshFailure.Of(end, endpoint)
            : Read(text, target.Host);
    }

    /// <summary>Reads a setting a line, names in small letters.</summary>
    internal static SshSettings Read(string text, string host)
    {
        string? Value(string name) => text.Split('\n')
            .Select(line => line.Trim().Split(' ', 2))
            .FirstOrDefault(parts => parts.Length == 2 && parts[0].Equals(name, StringComparison.OrdinalIgnoreCase))?[1];
        var socket = Value("controlpath") is { } path and not "none" ? path : null;
        return new SshSettings(
            Value("hostname") ?? host,
            socket,
            socket is not null && Value("controlmaster") is not (null or "no" or "false") && Value("controlpersist") is not (null or "no" or "false"));
    }
}
