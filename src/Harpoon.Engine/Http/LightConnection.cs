using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Http;

/// <summary>One connection of <see cref="LightHttp"/>, a call after the other.</summary>
internal sealed class LightConnection(Stream stream) : IAsyncDisposable
{
    private const int SwitchingProtocols = 101;
    private const int Ok = 200;
    private const int NoContent = 204;
    private const int NotModified = 304;

    private readonly LightReader reader = new(stream);

    /// <summary>Whether the last answer left the connection ready for the next call.</summary>
    public bool CanGoOn { get; private set; }

    /// <summary>Whether the last answer made a raw stream of the connection.</summary>
    public bool IsUpgraded { get; private set; }

    /// <summary>Calls and reads the answer whole; null when the connection ends before the answer begins.</summary>
    /// <exception cref="IOException">It ended midway, or what came is not HTTP/1.</exception>
    public async Task<LightAnswer?> TrySendAsync(LightRequest request, CancellationToken cancellationToken)
    {
        CanGoOn = false;
        await stream.WriteAsync(request.Bytes(), cancellationToken);
        if (!await reader.MoreAsync(cancellationToken))
        {
            return null;
        }

        var status = StatusOf(await reader.LineAsync(cancellationToken));
        var headers = await HeadersAsync(cancellationToken);
        if (request.Upgrades && status is SwitchingProtocols or Ok)
        {
            IsUpgraded = true;
            return new LightAnswer(status, headers, default);
        }

        var body = await BodyAsync(status, headers, cancellationToken);
        return new LightAnswer(status, headers, body);
    }

    /// <summary>What comes after the answer that upgraded the connection. Disposing of it closes the connection.</summary>
    public Stream Upgraded() => new UpgradedStream(reader.TakeBuffered(), stream);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private static int StatusOf(string line) =>
        line.StartsWith("HTTP/1.", StringComparison.Ordinal) && line.Length >= 12
            ? LightReader.Number(line.AsSpan(9, 3), NumberStyles.None)
            : throw new IOException(DiagnosticTexts.Format("Said.NotHttp"));

    private async Task<Dictionary<string, string>> HeadersAsync(CancellationToken cancellationToken)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.LineAsync(cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                headers[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        return headers;
    }

    private async Task<ReadOnlyMemory<byte>> BodyAsync(int status, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        var closes = headers.TryGetValue("Connection", out var connection)
            && connection.Contains("close", StringComparison.OrdinalIgnoreCase);
        if (status is NoContent or NotModified)
        {
            CanGoOn = !closes;
            return default;
        }

        if (headers.TryGetValue("Transfer-Encoding", out var encoding)
            && encoding.Contains("chunked", StringComparison.OrdinalIgnoreCase))
        {
            CanGoOn = !closes;
            return await reader.ChunksAsync(cancellationToken);
        }

        if (headers.TryGetValue("Content-Length", out var length))
        {
            CanGoOn = !closes;
            return await reader.BytesAsync(LightReader.Number(length, NumberStyles.None), cancellationToken);
        }

        return await reader.RestAsync(cancellationToken);
    }
}
