using Harpoon.BuildKit;
using Harpoon.BuildKit.Sessions;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>What an engine answers where a session is opened.</summary>
internal sealed class UpgradeTarget : IFuzzTarget
{
    public string Name => "upgrade";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [HttpLine("HTTP/1.1 101 UPGRADED"), HttpLine("Connection: Upgrade"), HttpLine("Upgrade: h2c"), HttpLine(""), [.. "PRI * HTTP/2.0\r\n\r\nSM"u8]],
        [HttpLine("HTTP/1.1 404 Not Found"), HttpLine("Content-Length: 12"), HttpLine(""), [.. "no such page"u8]],
    ];

    public async Task RunAsync(byte[] input)
    {
        var head = new SessionHead("id", "name", "key", ["/a.B/C"]);
        await using var session = await new UpgradeTransport(new InputStream(input), "/v1.41").OpenAsync(head, CancellationToken.None);
    }

    public bool Allows(Exception exception) => exception is BuildKitException;

    public static byte[] HttpLine(string text) => System.Text.Encoding.UTF8.GetBytes(text + "\r\n");
}
