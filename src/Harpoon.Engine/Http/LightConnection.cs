using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Http;

/// <summary>One connection of <see cref="LightHttp"/>, a call after the other.</summary>
internal sealed class LightConnection(Stream stream) : IAsyncDisposable
{
    private readonly LightBuffer buffer = new();

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
        while (true)
        {
            var count = await stream.ReadAsync(buffer.Room(), cancellationToken);
            buffer.Filled(count);
            if (LightAnswerParser.Parse(buffer.Bytes.Span, request.Upgrades, ended: count == 0) is { } parsed)
            {
                return Take(parsed, request.Upgrades);
            }

            if (count == 0)
            {
                return buffer.Bytes.IsEmpty ? null : throw new IOException(DiagnosticTexts.Format("Said.CutShort"));
            }
        }
    }

    /// <summary>What comes after the answer that upgraded the connection. Disposing of it closes the connection.</summary>
    public Stream Upgraded() => new UpgradedStream(buffer.Bytes, stream);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private LightAnswer Take(ParsedAnswer parsed, bool upgrades)
    {
        buffer.Use(parsed.Length);
        IsUpgraded = upgrades && parsed.Answer.Status is LightAnswerParser.SwitchingProtocols or LightAnswerParser.Ok;
        CanGoOn = parsed.KeepsOpen && !IsUpgraded;
        return parsed.Answer;
    }
}
