namespace Harpoon.Tasks.Lines.Texts;

/// <summary>A place of which nothing is known: all may be defined there.</summary>
internal sealed class UnknownScope : ITextScope
{
    public static UnknownScope Instance { get; } = new();

    public string? Property(string name) => "";

    public bool IsOfEnvironment(string name) => false;

    public bool IsDefinedLater(string name) => false;

    public bool HasItems(string name) => true;

    public bool? HasMetadata(string name) => true;
}
