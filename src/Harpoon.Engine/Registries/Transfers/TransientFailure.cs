using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>
/// Distinguishes a failure that may be gone in a second (a registry or engine that is overloaded or restarted, a connection that was cut) from one that stays (a login that
/// was refused, an image that is not there). Engines give mere words for what a registry answered, each its own, so it goes by these.
/// </summary>
internal static partial class TransientFailure
{
    private const int FirstServerError = 500;
    private const int TooManyRequests = 429;

    // The engine was lost, or its answer ended midway. One that is silent (HRP1012) has had its time.
    private static readonly string[] CutCodes = ["HRP1011", "HRP3005"];

    /// <summary>Why a failure may be gone soon, in the words of who failed; null for one that stays.</summary>
    public static string? ReasonOf(Exception failure) => failure switch
    {
        TransferException transfer => IsTransient(transfer.ResponseMessage, transfer.Status) ? transfer.ResponseMessage : null,
        HarpoonException { Diagnostics: [{ } only] } when CutCodes.Contains(only.Code) => only.Text,
        _ => null,
    };

    /// <param name="words">The engine's words.</param>
    /// <param name="status">The HTTP status of its refusal; null for a message in its answer.</param>
    public static bool IsTransient(string words, int? status) =>
        Passing().IsMatch(words) || (status is TooManyRequests or >= FirstServerError && !Lasting().IsMatch(words));

    /// <summary>
    /// What a registry answers while it can't (5xx, 429), in words of
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
