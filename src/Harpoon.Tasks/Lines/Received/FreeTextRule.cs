using System.Buffers;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Tasks.Lines.Texts;

namespace Harpoon.Tasks.Lines.Received;

/// <summary>How the items of a name are text: which metadata is, and when several in one <c>Include</c> are meant.</summary>
/// <param name="ItemName">The name.</param>
/// <param name="Metadata">The metadata that is text as well.</param>
/// <param name="MayStart">Whether a piece can be the first of several.</param>
/// <param name="MayFollow">Whether a piece can be one of several, behind the first.</param>
internal sealed record FreeTextRule(
    string ItemName,
    IReadOnlyList<string> Metadata,
    Func<string, bool> MayStart,
    Func<string, bool> MayFollow)
{
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\ \t'\":");

    /// <summary>Whether a list of nothing but names is meant as one: variables whose values are elsewhere.</summary>
    public bool MayBeNames { get; private init; }

    /// <summary>Stands for the <c>Include</c> among the names of metadata.</summary>
    private const string Include = "";

    /// <summary>The texts that a shell in the container may read.</summary>
    private IReadOnlyList<string> ForShell { get; init; } = [];

    /// <summary>Whether pieces of a list are each a whole text.</summary>
    public bool AreWhole(IReadOnlyList<string> pieces) =>
        (MayStart(pieces[0]) && pieces.Skip(1).All(MayFollow) && QuotedList.Split(string.Join(';', pieces)).Count == pieces.Count) || AreNames(pieces);

    /// <summary>Whether a shell in the container may read a text: then what stands in <c>$(…)</c> is perhaps its own.</summary>
    /// <param name="metadata">The metadata; null for the <c>Include</c>.</param>
    public bool IsForShell(string? metadata = null) => ForShell.Contains(metadata ?? Include, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether pieces of a list are names, and meant as such.</summary>
    public bool AreNames(IReadOnlyList<string> pieces) => MayBeNames && pieces.All(IsName);

    /// <summary>What stands for a backslash in an <c>Include</c>: the paths of a volume have slashes, on Windows too.</summary>
    public string Backslash => ItemName.Equals("DockerVolume", StringComparison.OrdinalIgnoreCase) ? "/" : "%5C";

    /// <summary>The name that makes lines of a Dockerfile.</summary>
    public bool IsLine => LineItem.IsLine(ItemName);

    /// <summary>Escapes that are meant beside MSBuild's own: a backslash has no other way into an <c>Include</c>.</summary>
    public const string MoreEscapes = "\\";

    /// <summary>The same for metadata, whose backslashes are turned where it starts like a path.</summary>
    public static string EscapesIn(string metadata) => metadata == LineItem.Arguments ? "" : "\\";

    /// <summary>The rule for a name; a name that isn't known has one text in each element, and <c>Value</c>.</summary>
    public static FreeTextRule Of(string itemName) => itemName.ToUpperInvariant() switch
    {
        "DOCKERFILELINE" => new(
            itemName,
            [LineItem.Arguments, LineItem.Content],
            InstructionNames.StartsWithInstruction,
            InstructionNames.StartsWithCapitals)
        {
            ForShell = [Include, LineItem.Arguments, LineItem.Content],
        },
        "DOCKERBUILDLABEL" or "DOCKERRUNLABEL" or "DOCKERANNOTATION" => new(itemName, ["Value"], IsAssignment, IsAssignment),
        "DOCKERBUILDARG" => new(itemName, ["Value"], IsAssignment, IsAssignment) { MayBeNames = true },
        "DOCKERENVIRONMENTVARIABLE" => new(itemName, ["Value", "Default"], IsAssignment, IsAssignment) { MayBeNames = true },
        "DOCKERPORT" => new(itemName, [], IsPort, IsPort),
        "DOCKERVOLUME" => new(itemName, ["TargetPath"], IsVolume, IsVolume),
        "DOCKERSERVICE" => new(
            itemName,
            ["Command", "Arguments", "Entrypoint", "EnvironmentVariables", "Volumes", "WaitFor"],
            _ => false,
            _ => false)
        {
            ForShell = ["Command", "Arguments", "Entrypoint", "WaitFor"],
        },
        "DOCKERRUNARGUMENT" => new(itemName, [], _ => false, _ => false) { ForShell = [Include] },
        _ => new(itemName, ["Value"], _ => false, _ => false),
    };

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static bool IsPort(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] == '[');

    /// <summary>Something with a full path of a container.</summary>
    private static bool IsVolume(string text) => text.StartsWith('/') || text.Contains(":/", StringComparison.Ordinal);

    /// <summary><c>NAME=value</c>, where the name is one that a variable, a build argument or a label can have.</summary>
    private static bool IsAssignment(string text)
    {
        var name = text.AsSpan(0, Math.Max(text.IndexOf('=', StringComparison.Ordinal), 0)).Trim();
        return name.Length > 0 && !name.ContainsAny(NotInNames);
    }
}
