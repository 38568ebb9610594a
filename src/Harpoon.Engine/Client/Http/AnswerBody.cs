using System.Buffers;
using System.Net;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>Reads an answer's body whole, to a limit.</summary>
internal static class AnswerBody
{
    /// <summary>In bytes: answers are kept whole. The largest that is asked for, of images and containers, have some hundred kB.</summary>
    public const int Longest = 16 << 20;

    private const int PieceSize = 16 << 10;

    /// <param name="response">The answer.</param>
    /// <param name="clock">Limits the waits once the body has begun; null if the token does.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">It is too long.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, PieceClock? clock, CancellationToken cancellationToken)
    {
        if (IsNone(response))
        {
            return default;
        }

        var body = new ArrayBufferWriter<byte>(FirstSize(response));
        await using var content = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            var room = body.GetMemory(PieceSize);
            var count = clock is null
                ? await content.ReadAsync(room, cancellationToken)
                : await clock.ReadAsync(content, room, isInPiece: body.WrittenCount > 0, cancellationToken);
            if (!Take(body, count))
            {
                return body.WrittenMemory;
            }
        }
    }

    /// <summary>After a switch of protocols that was not asked for, what follows is no body.</summary>
    private static bool IsNone(HttpResponseMessage response) => response.StatusCode == HttpStatusCode.SwitchingProtocols;

    private static int FirstSize(HttpResponseMessage response)
    {
        EngineHttpFailure.ThrowIfMalformed(response);
        return response.Content.Headers.ContentLength is not { } length ? PieceSize
            : length < Longest ? (int)length + 1
            : throw TooLong();
    }

    private static bool Take(ArrayBufferWriter<byte> body, int count)
    {
        body.Advance(count);
        return body.WrittenCount < Longest ? count > 0 : throw TooLong();
    }

    private static IOException TooLong() => new(DiagnosticTexts.Format("Detail.AnswerTooLong", Longest >> 20));
}
