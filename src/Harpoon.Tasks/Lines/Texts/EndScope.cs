using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>What an item's text can refer to: items are made at the project's end, when all properties have their last values.</summary>
/// <param name="project">The evaluated project.</param>
/// <param name="item">The item whose metadata is looked at; null for an <c>Include</c>, where <c>%(…)</c> is left as text.</param>
/// <param name="isForShell">Whether a shell may read the text: then <c>$(pwd)</c> is hardly the environment variable PWD.</param>
internal sealed class EndScope(Project project, ProjectItem? item, bool isForShell = false) : ITextScope
{
    public string? Property(string name) =>
        project.GetProperty(name) is { } property && !(isForShell && EnvironmentProperties.IsOnlyThere(property, project)) ? property.EvaluatedValue : null;

    public bool IsOfEnvironment(string name) => project.GetProperty(name) is not null;

    public bool IsDefinedLater(string name) => false;

    /// <summary>A list in an <c>Include</c> is the whole of it, and may be empty.</summary>
    public bool HasItems(string name) => item is null || project.GetItems(name).Count > 0;

    public bool? HasMetadata(string name) => item?.HasMetadata(name);
}
