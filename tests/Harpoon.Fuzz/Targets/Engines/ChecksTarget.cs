using System.Text;
using System.Text.Json;
using Harpoon.Engine.Builds.BuildKit.Checks;
using Harpoon.Fuzz.Checking;

namespace Harpoon.Fuzz.Targets.Engines;

/// <summary>What BuildKit's checks of a Dockerfile found.</summary>
internal sealed class ChecksTarget : IFuzzTarget
{
    private static readonly byte[] Place = [.. ""","location":{"sourceIndex":0,"ranges":[{"start":{"line":3},"end":{"line":4,"character":2}}]}"""u8];

    public string Name => "checks";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [[.. """{"warnings":[{"ruleName":"StageNameCasing","description":"d","url":"https://x","detail":"it is so" """u8], Place, [.. "}],\"sources\":[]"u8], [.. "}"u8]],
        [[.. """{"warnings":null,"buildError":{"message":"unknown instruction" """u8], Place, [.. "}}"u8]],
    ];

    public Task RunAsync(byte[] input)
    {
        Assert.False(CheckAnswer.Parse(Encoding.UTF8.GetString(input)).Warnings.IsDefault);
        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is JsonException;
}
