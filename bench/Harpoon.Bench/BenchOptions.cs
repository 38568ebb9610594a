using System.Collections.Immutable;
using System.Globalization;

namespace Harpoon.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">Rounds of the short rows; the median counts.</param>
/// <param name="LongRounds">Rounds of the rows that take seconds each.</param>
/// <param name="Files">Files in the large context.</param>
/// <param name="FileSize">Bytes of each of them.</param>
/// <param name="Lines">Lines that the chatty container writes.</param>
internal sealed record BenchOptions(int Rounds, int LongRounds, int Files, int FileSize, int Lines)
{
    /// <summary>The tables that <c>--only</c> asks for; empty for all.</summary>
    public ImmutableHashSet<string> Only { get; init; } = [];

    /// <summary>Whether a table is wanted.</summary>
    public bool Wants(string table) => Only.IsEmpty || Only.Contains(table);

    /// <summary>The size of the large context, in millions of bytes.</summary>
    public long Megabytes => (long)Files * FileSize / 1_000_000;

    private static readonly BenchOptions Whole = new(11, 3, 5_000, 40_000, 1_000_000);
    private static readonly BenchOptions Quick = new(3, 1, 500, 40_000, 100_000);

    private BenchOptions WithRounds(int rounds) => this with { Rounds = rounds, LongRounds = rounds };

    public static BenchOptions Parse(IReadOnlyList<string> arguments)
    {
        BenchOptions options = arguments.Contains("--quick") ? Quick : Whole;
        for (var i = 0; i < arguments.Count; i++)
        {
            options = arguments[i] switch
            {
                "--quick" => options,
                "--rounds" when i + 1 < arguments.Count =>
                    options.WithRounds(int.Parse(arguments[++i], CultureInfo.InvariantCulture)),
                "--only" when i + 1 < arguments.Count => options with { Only = options.Only.Add(arguments[++i]) },
                _ => throw new ArgumentException($"Unknown argument '{arguments[i]}': --quick, --rounds N, --only TABLE."),
            };
        }

        return options;
    }
}
