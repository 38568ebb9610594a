using Harpoon.BuildKit;
using Harpoon.BuildKit.Tracing;
using Harpoon.Fuzz.Checking;
using static Harpoon.Fuzz.Targets.ProtoPart;

namespace Harpoon.Fuzz.Targets;

/// <summary>Messages of a build's progress.</summary>
internal sealed class TraceTarget : IFuzzTarget
{
    private static readonly byte[] Time = [.. Number(1, 1_700_000_000), .. Number(2, 500_000_000)];

    public string Name => "trace";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [
            Of(1, [.. Of(1, "sha256:a"u8), .. Of(2, "sha256:b"u8), .. Of(3, "[2/3] RUN make"u8), .. Number(4, 1), .. Of(5, Time), .. Of(6, Time), .. Of(7, "it broke"u8)]),
            Of(2, [.. Of(1, "transferring"u8), .. Of(2, "sha256:a"u8), .. Number(4, 42), .. Number(5, 100), .. Of(6, Time), .. Of(8, Time)]),
        ],
        [
            Of(3, [.. Of(1, "sha256:a"u8), .. Of(2, Time), .. Number(3, 2), .. Of(4, "a line\n"u8)]),
            Of(4, [.. Of(1, "sha256:a"u8), .. Number(2, 1), .. Of(3, "Rule: short"u8), .. Of(4, "detail"u8), .. Of(6, Of(1, "Dockerfile"u8)), .. Of(7, Of(1, [.. Number(1, 3), .. Number(2, 4)]))]),
        ],
    ];

    public Task RunAsync(byte[] input)
    {
        TraceDecoder.Decode(input);
        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is BuildKitException { Failure: BuildKitFailure.MalformedMessage };

    public byte[] Seal(byte[] part) => ProtoPart.Seal(part);
}
