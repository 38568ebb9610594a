using System.Globalization;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>Where an <c>ssh</c> address leads to: <c>ssh://user@host:port</c>, as the docker CLI reads it.</summary>
/// <param name="Host">A host's name or address, or an alias in the user's ssh configuration.</param>
/// <param name="User">Who logs in; null for the one of the user's ssh configuration.</param>
/// <param name="Port">The port; null for the one of the user's ssh configuration.</param>
/// <param name="SocketPath">The engine's socket on the far side, where the address has a path; null for the one that docker takes there.</param>
internal sealed partial record SshTarget(string Host, string? User, int? Port, string? SocketPath)
{
    /// <summary>The arguments of the program <c>ssh</c>. Nothing of it can be taken for an option.</summary>
    public IEnumerable<string> Arguments =>
    [
        .. User is null ? (string[])[] : ["-l", User],
        .. Port is { } port ? (string[])["-p", port.ToString(CultureInfo.InvariantCulture)] : [],
        "--",
        Host,
    ];

    /// <summary>The command on the far side: it copies between its own input and output and the engine's socket.</summary>
    /// <remarks>https://docs.docker.com/engine/security/protect-access/#use-ssh-to-protect-the-docker-daemon-socket</remarks>
    public string Command => SocketPath is null
        ? "docker system dial-stdio"
        : $"docker --host={Quoted($"unix://{SocketPath}")} system dial-stdio";

    /// <summary>Reads what comes behind <c>ssh://</c>.</summary>
    /// <param name="text">The rest of the address.</param>
    /// <param name="problem">What is wrong with it: the tail of a text's name; null if nothing is.</param>
    public static SshTarget? Parse(string text, out string? problem)
    {
        var match = Form().Match(text);
        problem = text.LastIndexOf('@') is var at and > 0 && text[..at].Contains(':', StringComparison.Ordinal) ? "Password"
            : !match.Success ? "Ssh"
            : null;
        if (problem is not null)
        {
            return null;
        }

        var (host, user) = (match.Groups["host"].Value.Trim('[', ']'), Uri.UnescapeDataString(match.Groups["user"].Value));
        var path = Uri.UnescapeDataString(match.Groups["path"].Value);
        var port = match.Groups["port"].Success ? int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture) : (int?)null;
        problem = !IsName(host) || (match.Groups["user"].Success && !IsName(user)) || port is 0 or > ushort.MaxValue || path.Any(char.IsControl) ? "Ssh" : null;
        return problem is null
            ? new SshTarget(host, user.Length == 0 ? null : user, port, path.Trim('/').Length == 0 ? null : path)
            : null;
    }

    /// <summary>The target of an address that was read before.</summary>
    public static SshTarget Of(Uri address) =>
        Parse(address.OriginalString[(address.Scheme.Length + Uri.SchemeDelimiter.Length)..], out _)
        ?? throw new ArgumentException($"'{address.OriginalString}' was not read as an address.", nameof(address));

    /// <inheritdoc/>
    public override string ToString() =>
        $"ssh {string.Join(' ', Arguments.Where(argument => argument != "--"))}";

    // ssh may put both into commands of the user's configuration, as for ProxyCommand: there a shell reads them.
    private static bool IsName(string text) =>
        text.Length > 0 && text[0] != '-' && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || "'`\"$\\;&<>|(){}".Contains(c, StringComparison.Ordinal));

    // The far side's shell reads it.
    private static string Quoted(string text) =>
        Plain().IsMatch(text) ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^(?:(?<user>[^@/?#:]*)@)?(?<host>\[[0-9A-Fa-f:.]+(?:%[\w.]+)?\]|[^@:/?#\[\]]+)(?::(?<port>[0-9]{1,5}))?(?<path>/[^?#]*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();

    [GeneratedRegex(@"^[\w./:@+,=-]+$")]
    private static partial Regex Plain();
}
