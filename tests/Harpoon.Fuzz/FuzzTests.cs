using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Targets;

namespace Harpoon.Fuzz;

/// <summary>Each target over the same inputs each time, which take about a minute in all. <c>./build.sh fuzz</c> goes on for as long as one likes.</summary>
public sealed class FuzzTests
{
    private const int Seed = 7541;

    public static TheoryData<string, int> Targets => new()
    {
        { "hpack", 90_000 },
        { "http2", 48_000 },
        { "grpc", 10_000 },
        { "fsutil", 20_000 },
        { "patterns", 10_000 },
        { "agent", 20_000 },
        { "content", 20_000 },
        { "trace", 100_000 },
        { "solve", 20_000 },
        { "upgrade", 20_000 },
        { "control", 20_000 },
        { "export", 20_000 },
        { "messages", 40_000 },
        { "answers", 40_000 },
        { "gateway", 20_000 },
        { "checks", 20_000 },
        { "details", 20_000 },
        { "requests", 10_000 },
        { "manifest", 20_000 },
        { "archive", 4_000 },
    };

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task Malformed_input_ends_in_a_coded_error(string name, int inputs)
    {
        using var run = new FuzzRun(FuzzTargets.All.Single(target => target.Name == name));

        Assert.Null(await run.OverAsync(Seed, inputs));
        Assert.InRange(run.Refused, 1, inputs - 1);
    }

    [Fact]
    public void Each_target_is_run() => Assert.Equal(FuzzTargets.All.Select(target => target.Name), Targets.Select(row => row.Data.Item1));
}
