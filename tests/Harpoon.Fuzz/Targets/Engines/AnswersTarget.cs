using Harpoon.Engine.Client.Http;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;
using static Harpoon.Fuzz.Targets.UpgradeTarget;

namespace Harpoon.Fuzz.Targets.Engines;

/// <summary>HTTP/1.1 answers to short calls.</summary>
internal sealed class AnswersTarget : IFuzzTarget
{
    public string Name => "answers";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [HttpLine("HTTP/1.1 200 OK"), HttpLine("Content-Type: application/json"), HttpLine("Content-Length: 2"), HttpLine(""), [.. "{}"u8]],
        [HttpLine("HTTP/1.1 200 OK"), HttpLine("Transfer-Encoding: chunked"), HttpLine(""), HttpLine("5;x=y"), HttpLine("abcde"), HttpLine("0"), HttpLine("Trailer: x"), HttpLine("")],
        [HttpLine("HTTP/1.0 500 Oops"), HttpLine("Connection: close"), HttpLine(""), [.. "words"u8]],
    ];

    public async Task RunAsync(byte[] input)
    {
        await using var http = new EngineHttp(_ => Task.FromResult<Stream>(new InputStream(input)));
        await http.GetAsync("/_ping", CancellationToken.None);
    }

    public bool Allows(Exception exception) => exception is IOException;
}
