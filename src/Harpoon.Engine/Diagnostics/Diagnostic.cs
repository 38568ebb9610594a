using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Diagnostics;

/// <summary>One thing that is wrong: what happened, where, and what to do about it.</summary>
/// <param name="Code">An <c>HRP####</c> code, each with a page in <c>docs/errors</c>.</param>
/// <param name="Text">The text, as a person reads it.</param>
/// <param name="Location">Where it is, when that is a place in a file.</param>
public sealed record Diagnostic(string Code, string Text, SourceLocation? Location = null)
{
    /// <summary>The text, as a person reads it: what it repeats of a container's or an engine's words orders no terminal about.</summary>
    public string Text { get; init => field = PlainText.Of(value); } = PlainText.Of(Text);

    /// <summary>The item that it is about, where its place is not known: its place is looked for when it is reported.</summary>
    public ItemReference? Item { get; init; }

    /// <summary>The property whose value it is about, where its place is not known.</summary>
    public string? Property { get; init; }

    /// <summary>The instruction of the image's Dockerfile that it is about, where its place is not known: <c>ENTRYPOINT</c>.</summary>
    public string? Instruction { get; init; }

    /// <summary>Whether it says the same of each task of a build, so that hearing it once is enough.</summary>
    public bool IsOncePerBuild { get; init; }

    /// <summary>Makes a diagnostic from its text in the resource file.</summary>
    /// <param name="code">The code, which is also the resource's name; a variant of its text has a name behind a dot.</param>
    /// <param name="arguments">What the text's placeholders stand for.</param>
    public static Diagnostic Of(string code, params object?[] arguments) =>
        new(code.Split('.')[0], DiagnosticTexts.Format(code, arguments));

    /// <summary>The same diagnostic at a place.</summary>
    public Diagnostic At(SourceLocation? location) => this with { Location = location };

    /// <summary>The same diagnostic about an item.</summary>
    public Diagnostic About(ItemReference? item) => this with { Item = item };

    /// <summary>The same diagnostic about a property's value.</summary>
    public Diagnostic AboutProperty(string name) => this with { Property = name };
}
