namespace Harpoon.Tasks.Lines.Projects;

/// <summary>A directive of a file-based app: <c>#:sdk Name@Version</c>, <c>#:property Name=Value</c>, <c>#:package Name@Version</c>, <c>#:project Path</c>.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What it names.</param>
/// <param name="Value">The version or the value; null for none.</param>
internal sealed record FileDirective(string Kind, string Name, string? Value)
{
    private const string Start = "#:";

    /// <summary>Reads a line; null for one that is no directive.</summary>
    public static FileDirective? Parse(string line)
    {
        var text = line.Trim();
        if (!text.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var words = text[Start.Length..].Split((char[]?)null, 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var kind, var rest])
        {
            return null;
        }

        var separator = kind switch
        {
            "property" => rest.IndexOf('=', StringComparison.Ordinal),
            "sdk" or "package" => rest.IndexOf('@', StringComparison.Ordinal),
            _ => -1,
        };
        return separator < 0
            ? new FileDirective(kind, rest, null)
            : new FileDirective(kind, rest[..separator].Trim(), rest[(separator + 1)..].Trim());
    }
}
