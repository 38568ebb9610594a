using System.Globalization;
using System.Text;

namespace Harpoon.BuildKit.Sessions;

/// <summary>The head of an HTTP/1.1 answer.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Length">How long the body is; 0 if that is unknown.</param>
internal sealed record UpgradeAnswer(int Status, int Length)
{
    private const int LongestHead = 16 << 10;
    private const int LongestText = 4 << 10;

    /// <summary>Reads a head, and not a byte more: what follows belongs to HTTP/2.</summary>
    /// <exception cref="BuildKitException">It ends early, is too long, or is no such answer.</exception>
    public static async Task<UpgradeAnswer> ReadAsync(Stream connection, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var octet = new byte[1];
        while (!EndsHead(head))
        {
            if (await connection.ReadAsync(octet, cancellationToken) == 0)
            {
                throw new BuildKitException(BuildKitFailure.ConnectionLost, "The engine closed the connection while a session was opened.");
            }

            if (head.Append((char)octet[0]).Length > LongestHead)
            {
                throw new BuildKitException(BuildKitFailure.LimitExceeded, $"The engine's response to a new session has more than {LongestHead} bytes of headers.");
            }
        }

        return Parse(head.ToString());
    }

    /// <summary>What the body says, as far as it is worth showing.</summary>
    public async Task<string> ReadTextAsync(Stream connection, CancellationToken cancellationToken)
    {
        var text = new byte[Math.Clamp(Length, 0, LongestText)];
        var length = await connection.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(text, 0, length).Trim();
    }

    private static bool EndsHead(StringBuilder head) =>
        head.Length >= 4 && head[^1] == '\n' && head[^2] == '\r' && head[^3] == '\n' && head[^4] == '\r';

    private static UpgradeAnswer Parse(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ', 3);
        if (words.Length < 2 || !words[0].StartsWith("HTTP/1.", StringComparison.Ordinal)
            || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, "The response to a new session is not HTTP.");
        }

        const string LengthHeader = "Content-Length:";
        var length = lines.FirstOrDefault(line => line.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase));
        _ = int.TryParse(length.AsSpan()[Math.Min(LengthHeader.Length, length?.Length ?? 0)..], CultureInfo.InvariantCulture, out var size);
        return new UpgradeAnswer(status, size);
    }
}
