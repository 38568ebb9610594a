using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;

namespace Harpoon.Tasks.Lines;

/// <summary>The project, evaluated once more beside the build that runs: elements as written, and what became of them.</summary>
internal sealed class ProjectEvaluation : IDisposable
{
    private readonly ProjectCollection _collection;
    private readonly Lazy<ProjectInstance> _instance;
    private readonly ILookup<ProjectItemElement, ProjectItem> _itemsByElement;

    /// <exception cref="Microsoft.Build.Exceptions.InvalidProjectFileException">The project can't be evaluated by itself.</exception>
    public ProjectEvaluation(string projectFile, IReadOnlyDictionary<string, string> globalProperties)
    {
        // A collection of its own: the build's must not see this project, nor its edits of global properties.
        _collection = new ProjectCollection();
        try
        {
            Project = new Project(
                projectFile,
                new Dictionary<string, string>(globalProperties, StringComparer.OrdinalIgnoreCase),
                toolsVersion: null,
                _collection,
                ProjectLoadSettings.DoNotEvaluateElementsWithFalseCondition);
        }
        catch
        {
            _collection.Dispose();
            throw;
        }

        _instance = new Lazy<ProjectInstance>(() => Project.CreateProjectInstance());
        _itemsByElement = Project.Items.ToLookup(item => item.Xml);
    }

    public Project Project { get; }

    /// <summary>The project's file and all that it imports.</summary>
    public IEnumerable<ProjectRootElement> Files =>
        Project.Imports.Select(import => import.ImportedProject).Prepend(Project.Xml).Distinct();

    /// <summary>The elements that make items of a name, in evaluation and in targets.</summary>
    public IEnumerable<ProjectItemElement> ElementsOf(string itemName) => Files
        .SelectMany(file => file.Items)
        .Where(element => element.ItemType.Equals(itemName, StringComparison.OrdinalIgnoreCase) && element.Include.Length > 0);

    /// <summary>The items that an element made.</summary>
    public IReadOnlyList<ProjectItem> ItemsOf(ProjectItemElement element) => [.. _itemsByElement[element]];

    /// <summary>Whether the conditions around an element hold. One that can't be told is taken to hold: the element is spoiled whenever it does.</summary>
    public bool IsActive(ProjectElement element) => new ConditionChain(_instance.Value).Holds(element);

    /// <summary>Whether an element stands in a target, which runs or does not.</summary>
    public static bool IsInTarget(ProjectElement element) =>
        element.AllParents.Any(parent => parent is ProjectTargetElement);

    public void Dispose()
    {
        _collection.UnloadAllProjects();
        _collection.Dispose();
    }

    public static SourceLocation LocationOf(ElementLocation location) => new(location.File, location.Line, location.Column);
}
