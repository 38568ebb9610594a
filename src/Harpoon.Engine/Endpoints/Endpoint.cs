namespace Harpoon.Engine.Endpoints;

/// <summary>Where an engine listens, and why this one was chosen.</summary>
/// <param name="Address">A <c>unix</c>, <c>npipe</c>, <c>tcp</c> or <c>ssh</c> address.</param>
/// <param name="Reason">What chose it: a property, a variable, a context, a default socket.</param>
public sealed record Endpoint(Uri Address, string Reason)
{
    /// <summary>The certificates to use, where the connection is by TLS.</summary>
    public TlsMaterial? Tls { get; init; }

    /// <summary>The path of a <c>unix</c> or <c>npipe</c> address, as it was written: an address is not unescaped.</summary>
    internal string SocketPath => Address.OriginalString[(Address.Scheme.Length + Uri.SchemeDelimiter.Length)..];

    /// <inheritdoc/>
    public override string ToString() => $"{Address.OriginalString} ({Reason})";
}
