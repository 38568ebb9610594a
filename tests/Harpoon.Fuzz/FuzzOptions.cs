using System.Globalization;

namespace Harpoon.Fuzz;

/// <summary>What the program is asked for.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = """
        usage: ./build.sh fuzz [--seconds S] [--seed N] [--target NAME]
               ./build.sh fuzz --target NAME --replay HEX
        """;

    /// <summary>How long, over all targets.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The same seed makes the same inputs; another one each time by default.</summary>
    public int Seed { get; init; } = Random.Shared.Next();

    /// <summary>One target; null for all.</summary>
    public string? Target { get; init; }

    /// <summary>The one input to try; null to make them.</summary>
    public byte[]? Replay { get; init; }

    /// <exception cref="FormatException">They are not understood.</exception>
    public static FuzzOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            var value = i + 1 < arguments.Count ? arguments[i + 1] : throw new FormatException(Usage);
            options = arguments[i] switch
            {
                "--seconds" => options with { Time = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture)) },
                "--seed" => options with { Seed = int.Parse(value, CultureInfo.InvariantCulture) },
                "--target" => options with { Target = value },
                "--replay" => options with { Replay = Convert.FromHexString(value) },
                _ => throw new FormatException(Usage),
            };
        }

        return options;
    }
}
