using System.Net;
using System.Net.Sockets;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>An address as it was written. It is read as the docker CLI reads it, and what can't lead to an engine is refused before anything is sent.</summary>
/// <param name="Text">The address; without a scheme it is a TCP one: <c>host:2375</c>, <c>:2375</c>.</param>
/// <param name="Source">What said it, for the error.</param>
internal sealed record EndpointAddress(string Text, string Source)
{
    private const int TcpPort = 2375;
    private const int TlsPort = 2376;

    /// <summary>The property that said it; null if none did.</summary>
    public string? Property { get; init; }

    private int SchemeLength => Text.IndexOf(Uri.SchemeDelimiter, StringComparison.Ordinal);

    private string Scheme => SchemeLength < 0 ? "tcp" : Text[..SchemeLength].ToLowerInvariant();

    private string Rest => SchemeLength < 0 ? Text : Text[(SchemeLength + Uri.SchemeDelimiter.Length)..];

    /// <summary>The address for an error, without a password that may be in it.</summary>
    private string Shown => Rest.LastIndexOf('@') is var at and > 0 && Rest.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 && colon < at
        ? $"{Text[..^Rest.Length]}{Rest[..colon]}:***{Rest[at..]}"
        : Text;

    /// <summary>Whether the address is one over TCP, where TLS has a meaning.</summary>
    public bool IsNetwork => Scheme is "tcp" or "https";

    /// <summary>Whether the scheme itself asks for TLS.</summary>
    public bool IsHttps => Scheme is "https";

    /// <summary>Reads the address.</summary>
    /// <param name="platform">Named pipes are Windows'.</param>
    /// <param name="tls">Whether the connection will be by TLS; decides on the port of an address that has none.</param>
    /// <exception cref="HarpoonException">HRP1003: no address of an engine.</exception>
    public Uri Parse(HostPlatform platform, bool tls) => Scheme switch
    {
        _ when SchemeLength < 0 && SuggestedAddress.Of(Text) is { } meant => throw Invalid("Meant", meant),
        "unix" => UnixSocket(),
        "npipe" when platform == HostPlatform.Windows => NamedPipe(),
        "npipe" => throw Invalid("Platform"),
        "tcp" => Tcp(tls ? TlsPort : TcpPort),
        "https" => Tcp(TlsPort),
        "ssh" => Ssh(),
        "http" => throw Invalid("Http"),
        "fd" => throw Invalid("Fd"),
        _ => throw Invalid("Scheme"),
    };

    private Uri UnixSocket()
    {
        if (Rest.Length == 0)
        {
            return new Uri("unix:///var/run/docker.sock");
        }

        if (!Rest.StartsWith('/'))
        {
            throw Invalid("Path");
        }

        try
        {
            _ = new UnixDomainSocketEndPoint(Rest);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw Invalid("Length", inner: e);
        }

        return new Uri($"unix://{Rest}");
    }

    private Uri NamedPipe()
    {
        var path = Rest.Length == 0 ? "//./pipe/docker_engine" : Rest.Replace('\\', '/');
        return path.StartsWith("//", StringComparison.Ordinal) && path.Contains("/pipe/", StringComparison.OrdinalIgnoreCase)
            ? new Uri($"npipe://{path}")
            : throw Invalid("Pipe");
    }

    private Uri Tcp(int defaultPort)
    {
        if (Rest.AsSpan().ContainsAny('?', '#'))
        {
            throw Invalid("Tail");
        }

        var slash = Rest.IndexOf('/', StringComparison.Ordinal);
        var path = slash < 0 ? "" : Rest[slash..].TrimEnd('/');
        if (IsVersion(path))
        {
            throw Invalid("Version");
        }

        var (host, port) = HostAndPort(slash < 0 ? Rest : Rest[..slash]);
        return Uri.TryCreate($"tcp://{host}:{(port.Length == 0 ? defaultPort : port)}{path}", UriKind.Absolute, out var address)
            && address.Host.Length > 0 && address.UserInfo.Length == 0 && address.Port > 0
                ? address
                : throw Invalid("Tcp");
    }

    /// <summary>Both as the docker CLI reads them: either may be left out, and an IPv6 address without a port needs no brackets.</summary>
    private static (string Host, string Port) HostAndPort(string authority)
    {
        if (authority.Count(letter => letter == ':') > 1 && IPAddress.TryParse(authority, out var address) && !authority.StartsWith('['))
        {
            return ($"[{address}]", "");
        }

        var colon = authority.LastIndexOf(':');
        var (host, port) = colon < 0 || authority.EndsWith(']') ? (authority, "") : (authority[..colon], authority[(colon + 1)..]);
        return (host.Length == 0 ? "localhost" : host, port);
    }

    // The client adds the version itself.
    private static bool IsVersion(string path) => path is ['/', 'v', _, ..] && path.AsSpan(2).TrimStart("0123456789.").IsEmpty;

    private Uri Ssh()
    {
        _ = SshTarget.Parse(Rest, out var problem);
        return problem is null && Uri.TryCreate($"ssh://{Rest}", UriKind.Absolute, out var address) ? address : throw Invalid(problem ?? "Ssh");
    }

    private HarpoonException Invalid(string why, string? meant = null, Exception? inner = null) => new(
        Diagnostic.Of("HRP1003", Shown, Source, DiagnosticTexts.Format($"HRP1003.{why}", meant)) with { Property = Property }, inner);
}
