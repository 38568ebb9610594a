using System.Text.RegularExpressions;

namespace Harpoon.Engine.Client.Dialects;

/// <summary>
/// Distinguishes a failed pull or push that may succeed a second later (a registry or engine is overloaded or restarts, a connection was cut) from one that will not (a
/// login was rejected, an image does not exist). Engines only repeat in their messages what a registry answered, each in its own way.
/// </summary>
internal static partial class TransientMessage
{
    private const int FirstServerError = 500;
    private const int TooManyRequests = 429;

    /// <param name="message">The engine's message.</param>
    /// <param name="status">The HTTP status of its refusal; null for an error among the messages of its answer.</param>
    public static bool Matches(string message, int? status) =>
        Passing().IsMatch(message) || (status is TooManyRequests or >= FirstServerError && !Lasting().IsMatch(message));

    /// <summary>
    /// What a registry answers while it can't serve (5xx, 429), in the words of
    /// <see href="https://github.com/distribution/distribution/blob/main/registry/api/errcode/register.go">distribution</see> and of the engines' clients, and what Go
    /// says of connections that were cut, refused or too slow.
    /// </summary>
    [GeneratedRegex(
        @"\b(429|5\d\d) (?-i:[A-Z][a-z]+)|(HTTP|status)( ?code)?:? (429|5\d\d)\b|toomanyrequests|too many requests|\bunavailable:|service unavailable"
        + @"|unexpected EOF|(^|: )EOF\s*$|""\s*: EOF|connection (reset|refused|timed out)|broken pipe|use of closed network connection|server closed idle connection"
        + @"|i/o timeout|TLS handshake timeout|Client\.Timeout|timeout awaiting|deadline exceeded|request canceled while waiting|stream error|GOAWAY|network is unreachable",
        RegexOptions.IgnoreCase)]
    private static partial Regex Passing();

    /// <summary>What an engine answers with 500 as well, though nothing will change.</summary>
    [GeneratedRegex(
        @"unauthorized|authentication required|authorization failed|no basic auth|denied|forbidden|not found|manifest unknown|name unknown|does not exist|no such|not known"
        + @"|no matching manifest|unsupported|invalid|x509|certificate|server gave HTTP response|malformed|no space left",
        RegexOptions.IgnoreCase)]
    private static partial Regex Lasting();
}
