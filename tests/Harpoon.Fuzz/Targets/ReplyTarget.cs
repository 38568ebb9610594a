using System.Text;
using Harpoon.BuildKit;
using Harpoon.BuildKit.Tracing;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>The JSON lines of a build's reply.</summary>
internal sealed class ReplyTarget : IFuzzTarget
{
    public string Name => "reply";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [
            Line("""{"id":"moby.buildkit.trace","aux":"CggKAWESATEaATI="}"""),
            Line("""{"id":"moby.image.id","aux":{"ID":"sha256:abc"}}"""),
        ],
        [Line("""{"stream":"x","nested":[[{"a":null}],1e9,"\u00e9\ud83d"]}"""), Line(""), Line("""{"errorDetail":{"code":1,"message":"it broke"},"error":"it broke"}""")],
    ];

    public async Task RunAsync(byte[] input)
    {
        await foreach (var reply in BuildReplyReader.ReadAsync(new InputStream(input), CancellationToken.None))
        {
            Assert.NotNull(reply);
        }
    }

    public bool Allows(Exception exception) => exception is BuildKitException;

    public static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");
}
