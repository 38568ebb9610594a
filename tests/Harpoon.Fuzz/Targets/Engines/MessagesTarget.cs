using System.Text;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets.Engines;

/// <summary>The classic builder's messages, and those of pulls.</summary>
internal sealed class MessagesTarget : IFuzzTarget
{
    public string Name => "messages";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Line("""{"stream":"Step 1/2 : FROM x"}"""), Line("""{"aux":{"ID":"sha256:abc"}}"""), Line("""{"stream":"Successfully built abc\n"}""")],
        [Line("""{"status":"Downloading","progressDetail":{"current":1,"total":2},"progress":"[=> ]","id":"a1"}{"status":"x"}""")],
        [Line("""{"errorDetail":{"code":3,"message":"it broke"},"error":"it broke"}"""), Line("""[1,{"a":[null,true]}]""")],
    ];

    public async Task RunAsync(byte[] input)
    {
        await foreach (var message in EngineMessages.ReadAsync(new InputStream(input), "build", CancellationToken.None))
        {
            Assert.NotNull(message);
        }
    }

    public bool Allows(Exception exception) => exception is HarpoonException { Diagnostics: [{ Code: "HRP3005" }] };

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");
}
