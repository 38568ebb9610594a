using System.Xml;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Projects;

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
            Dictionary<string, string> properties = new(globalProperties, StringComparer.OrdinalIgnoreCase);
            const ProjectLoadSettings settings = ProjectLoadSettings.DoNotEvaluateElementsWithFalseCondition;
            Project = ProjectName.SourceOf(projectFile) is { } source
                ? new Project(FileBasedApp.Load(projectFile, source, _collection), properties, toolsVersion: null, _collection, settings)
                : new Project(projectFile, properties, toolsVersion: null, _collection, settings);
        }
        catch
        {
            _collection.Dispose();
            throw;
        }

        _instance = new Lazy<ProjectInstance>(() => Project.CreateProjectInstance());
        _itemsByElement = Project.Items.ToLookup(item => item.Xml);
    }

    /// <summary>A project that is in no file.</summary>
    private ProjectEvaluation(ProjectCollection collection, ProjectRootElement root)
    {
        _collection = collection;
        Project = new Project(root, new Dictionary<string, string>(), toolsVersion: null, collection);
        _instance = new Lazy<ProjectInstance>(() => Project.CreateProjectInstance());
        _itemsByElement = Project.Items.ToLookup(item => item.Xml);
        IsTrial = true;
    }

    public Project Project { get; }

    /// <summary>Whether this is what <see cref="Try"/> made.</summary>
    public bool IsTrial { get; }

    /// <summary>Items as a task gets them.</summary>
    public IReadOnlyList<ITaskItem> Received(string itemName) => [.. _instance.Value.GetItems(itemName)];

    /// <summary>Evaluates other XML in the project's place.</summary>
    /// <param name="xml">A whole project, which imports nothing.</param>
    /// <exception cref="Microsoft.Build.Exceptions.InvalidProjectFileException">It can't be evaluated.</exception>
    public ProjectEvaluation Try(string xml)
    {
        var collection = new ProjectCollection();
        try
        {
            using var text = new StringReader(xml);
            using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = ProjectRootElement.Create(reader, collection, preserveFormatting: true);
            root.FullPath = Project.FullPath;
            return new ProjectEvaluation(collection, root);
        }
        catch
        {
            collection.Dispose();
            throw;
        }
    }

    /// <summary>The project's file and all that it imports.</summary>
    public IEnumerable<ProjectRootElement> Files =>
        Project.Imports.Select(import => import.ImportedProject).Prepend(Project.Xml).Distinct();

    /// <summary>The elements that make items of a name, in evaluation and in targets.</summary>
    public IEnumerable<ProjectItemElement> ElementsOf(string itemName) => Files
        .SelectMany(file => file.Items)
        .Where(element => element.ItemType.Equals(itemName, StringComparison.OrdinalIgnoreCase) && element.Include.Length > 0);

    /// <summary>The items that an element made.</summary>
    public IReadOnlyList<ProjectItem> ItemsOf(ProjectItemElement element) => [.. _itemsByElement[element]];

    /// <summary>Whether the conditions around an element hold. One that can't be evaluated is taken to hold: the element is spoiled whenever it does.</summary>
    public bool IsActive(ProjectElement element) => new ConditionChain(_instance.Value).Holds(element);

    /// <summary>Whether an element stands in a target, which runs or does not.</summary>
    public static bool IsInTarget(ProjectElement element) =>
        element.AllParents.Any(parent => parent is ProjectTargetElement);

    public void Dispose()
    {
        _collection.UnloadAllProjects();
        _collection.Dispose();
    }

    /// <summary>An element's place; a directive's in the source of a file-based app.</summary>
    public static SourceLocation LocationOf(ElementLocation location) => ProjectName.SourceOf(location.File) is { } source
        ? new SourceLocation(source, location.Line, 1)
        : new SourceLocation(location.File, location.Line, location.Column);
}
