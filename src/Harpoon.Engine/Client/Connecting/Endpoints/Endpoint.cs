using System.Net;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>Where an engine listens, and why this one was chosen.</summary>
/// <param name="Address">A <c>unix</c>, <c>npipe</c>, <c>tcp</c> or <c>ssh</c> address.</param>
/// <param name="Reason">What chose it: a property, a variable, a context, a default socket.</param>
public sealed record Endpoint(Uri Address, string Reason)
{
    /// <summary>The certificates to use, where the connection is by TLS.</summary>
    public TlsMaterial? Tls { get; init; }

    /// <summary>The name or address of the engine's host on the network, by which its ports are reached: an <c>ssh</c> address may have an alias in its place.</summary>
    public string HostName
    {
        get => field ?? Address.Host;
        init;
    }

    /// <summary>The property that named it; null if none did.</summary>
    public string? Property { get; init; }

    /// <summary>Whether Harpoon started what listens there, for one connection alone: no other process can use the address, and another connection has another.</summary>
    public bool IsStarted { get; init; }

    /// <summary>What distinguishes the engine from others, in this build and in later ones.</summary>
    internal string Identity => IsStarted ? Reason : Address.OriginalString;

    /// <summary>The path of a <c>unix</c> or <c>npipe</c> address, as it was written: an address is not unescaped.</summary>
    internal string SocketPath => Address.OriginalString[(Address.Scheme.Length + Uri.SchemeDelimiter.Length)..];

    /// <summary>What the paths of all calls start with, where a proxy serves the engine under a path: <c>/docker</c>; empty elsewhere.</summary>
    internal string BasePath => Address.Scheme == "tcp" ? Address.AbsolutePath.TrimEnd('/') : "";

    /// <summary>Whether the engine's files and ports are another machine's, by its address. One on this machine's loopback may be a tunnel's end, and counts as here.</summary>
    /// <param name="machineName">This machine's name.</param>
    internal bool IsElsewhere(string machineName) =>
        Address.Scheme is "tcp" or "ssh"
        && !HostName.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        && !HostName.Equals(machineName, StringComparison.OrdinalIgnoreCase)
        && !(IPAddress.TryParse(HostName, out var address) && IPAddress.IsLoopback(address));

    /// <inheritdoc/>
    public override string ToString() => $"{Address.OriginalString} ({Reason})";
}
