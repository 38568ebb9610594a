namespace Harpoon.Fuzz.Checking;

/// <summary>An input that did not end as it may.</summary>
internal sealed record Finding(string Target, string What, byte[] Input)
{
    public override string ToString() => $"""

        FOUND in {Target}: {What}
        again: ./build.sh fuzz --target {Target} --replay {Convert.ToHexStringLower(Input)}
        """;
}
