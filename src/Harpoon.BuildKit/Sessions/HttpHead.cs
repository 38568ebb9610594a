using System.Globalization;
using System.Text;

namespace Harpoon.BuildKit.Sessions;

/// <summary>The head of an HTTP/1 answer, read by hand where nothing may be read that follows it.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Length">How long the body is; 0 if that is unknown.</param>
public sealed record HttpHead(int Status, int Length)
{
    private const int LongestHead = 16 << 10;
    private const int LongestText = 4 << 10;

    // "HTTP/1.1 200": the words behind it say nothing more.
    private const int StatusLength = 12;
    private const int StatusStart = 9;

    /// <summary>Reads the status alone.</summary>
    /// <returns>The status; 0 if what answers does not speak HTTP/1, null if the connection ends before.</returns>
    public static async Task<int?> ReadStatusAsync(Stream connection, CancellationToken cancellationToken)
    {
        var start = new byte[StatusLength];
        var length = await connection.ReadAtLeastAsync(start, StatusLength, throwOnEndOfStream: false, cancellationToken);
        return length < StatusLength ? null : StatusIn(Encoding.Latin1.GetString(start)) ?? 0;
    }

    /// <summary>Reads a head, and not a byte more: what follows belongs to HTTP/2.</summary>
    /// <exception cref="BuildKitException">It ends early, is too long, or is no such answer.</exception>
    public static async Task<HttpHead> ReadAsync(Stream connection, CancellationToken cancellationToken)
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

    private static HttpHead Parse(string head)
    {
        if (StatusIn(head) is not { } status)
        {
            throw new BuildKitException(BuildKitFailure.MalformedMessage, "The response to a new session is not HTTP.");
        }

        const string LengthHeader = "Content-Length:";
        var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith(LengthHeader, StringComparison.OrdinalIgnoreCase));
        _ = int.TryParse(length.AsSpan()[Math.Min(LengthHeader.Length, length?.Length ?? 0)..], CultureInfo.InvariantCulture, out var size);
        return new HttpHead(status, size);
    }

    private static int? StatusIn(ReadOnlySpan<char> head) =>
        head.Length >= StatusLength && head.StartsWith("HTTP/1.")
        && int.TryParse(head[StatusStart..StatusLength], NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : null;
}
