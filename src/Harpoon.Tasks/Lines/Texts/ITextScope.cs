namespace Harpoon.Tasks.Lines.Texts;

/// <summary>What a text can refer to, at the place where it stands.</summary>
internal interface ITextScope
{
    /// <summary>A property's value; null if it is not defined.</summary>
    string? Property(string name);

    /// <summary>Whether nothing but an environment variable gives a property that is not defined here.</summary>
    bool IsOfEnvironment(string name);

    /// <summary>Whether a property that is not defined here is defined further down.</summary>
    bool IsDefinedLater(string name);

    /// <summary>Whether there are items of a name.</summary>
    bool HasItems(string name);

    /// <summary>Whether metadata is defined; null if a reference to metadata is left as text.</summary>
    bool? HasMetadata(string name);
}
