using System.Text;
using Harpoon.BuildKit;
using Harpoon.BuildKit.Control;
using Harpoon.Fuzz.Checking;
using static Harpoon.Fuzz.Targets.ProtoPart;

namespace Harpoon.Fuzz.Targets;

/// <summary>What a frontend answers that was asked without a build.</summary>
internal sealed class GatewayTarget : IFuzzTarget
{
    public string Name => "gateway";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Of(3, [.. Of(10, [.. Of(1, "result.json"u8), .. Of(2, """{"warnings":[]}"""u8)]), .. Of(10, [.. Of(1, "version"u8), .. Of(2, "1.0.0"u8)])])],
        [Of(3, Of(1, "ref"u8)), Of(3, Of(10, Of(1, "empty"u8))), Number(7, 1)],
    ];

    public Task RunAsync(byte[] input)
    {
        var metadata = GatewayMessages.Metadata(input);

        Assert.InRange(metadata.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key)), 0, input.Length * 3);
        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is BuildKitException { Failure: BuildKitFailure.MalformedMessage };

    public byte[] Seal(byte[] part) => ProtoPart.Seal(part);
}
