using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Solutions;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.References;

/// <summary>Projects in a folder that name one another.</summary>
internal sealed class ProjectFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harpoon-references-").FullName;

    /// <summary>The full path of a project.</summary>
    public string this[string name] => Path.Combine(_folder, name, $"{name}.proj");

    /// <summary>Writes a project that is on others.</summary>
    public ProjectFiles Write(string name, params string[] named) =>
        WriteText(name, string.Concat(named.Select(other => $"""<ItemGroup><DockerNamedContext Include="{other.ToLowerInvariant()}" Project="../{other}/{other}.proj" /></ItemGroup>""")));

    /// <summary>Writes a project.</summary>
    public ProjectFiles WriteText(string name, string body)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], $"<Project>\n{body}\n</Project>");
        return this;
    }

    /// <summary>An item that names a project, and perhaps more.</summary>
    public static TaskItem Naming(string name, string project, params (string Name, string Value)[] more)
    {
        var item = new TaskItem(name, new Dictionary<string, string> { [ReferencedImages.Project] = $"../{project}/{project}.proj" });
        foreach (var (metadata, value) in more)
        {
            item.SetMetadata(metadata, value);
        }

        return item;
    }

    /// <summary>What a project's build returned.</summary>
    public TaskItem Image(string project, string id, string reference) =>
        new(this[project], new Dictionary<string, string> { ["ImageId"] = id, ["Reference"] = reference });

    /// <summary>Runs the task in a project, and returns its errors.</summary>
    public IReadOnlyList<BuildErrorEventArgs> Errors(string project, Action<DockerReferences> configure)
    {
        var engine = new RecordingBuildEngine { ProjectFileOfTaskNode = this[project] };
        var task = new DockerReferences { BuildEngine = engine, ProjectFile = this[project] };
        configure(task);
        Assert.Equal(task.Execute(), engine.Errors.IsEmpty);
        Assert.Empty(engine.Warnings);
        return [.. engine.Errors];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
