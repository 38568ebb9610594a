using Harpoon.Engine.Machine;
using Harpoon.Tasks.Lines;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Execution;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>A project on disk, whose items go the way that a task's go: evaluated, built, and handed over.</summary>
internal sealed class LineProject : IDisposable
{
    private static readonly string[] ItemNames =
        ["DockerfileLine", "DockerRunArgument", "DockerBuildArg", "DockerBuildLabel", "DockerEnvironmentVariable", "DockerPort", "DockerVolume", "DockerExtraHost", "DockerRunLabel"];

    private readonly string _folder = Directory.CreateTempSubdirectory("harpoon-lines-").FullName;

    public string ProjectFile => PathOf("app.proj");

    public string CacheFile => PathOf("obj/lines.cache");

    public Dictionary<string, string> GlobalProperties { get; } = [];

    public string PathOf(string relative) => Path.Combine(_folder, relative);

    public LineProject Write(string relative, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(relative))!);
        File.WriteAllText(PathOf(relative), text);

        // An editor may keep a file's time: what was changed is seen all the same.
        File.SetLastWriteTimeUtc(PathOf(relative), new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return this;
    }

    /// <summary>Writes the project itself, which imports Directory.Build.props as every project does.</summary>
    public LineProject WriteProject(string body) => Write("app.proj", $"""
        <Project><Import Project="$(MSBuildExtensionsPath)/$(MSBuildToolsVersion)/Microsoft.Common.props" />
        {body}
        {string.Concat(ItemNames.Select(name => $"<Target Name=\"Get{name}\" DependsOnTargets=\"$(Before)\" Returns=\"@({name})\" KeepDuplicateOutputs=\"true\" />"))}
        </Project>
        """);

    public LineVerificationResult Verify(bool useCache = false, string text = "DockerfileText") => LineVerifier.Verify(Request(useCache, text));

    public LineVerificationRequest Request(bool useCache = false, string? text = "DockerfileText")
    {
        using var collection = new ProjectCollection(GlobalProperties);
        var instance = new Project(ProjectFile, GlobalProperties, null, collection).CreateProjectInstance();
        using var manager = new BuildManager("lines");
        var result = manager.Build(
            new Microsoft.Build.Execution.BuildParameters(collection) { EnableNodeReuse = false, DisableInProcNode = false },
            new BuildRequestData(instance, [.. ItemNames.Select(name => $"Get{name}")]));
        Assert.Equal(BuildResultCode.Success, result.OverallResult);
        var items = ItemNames.Select(name => new ReceivedItems(name, [.. result[$"Get{name}"].Items.Cast<ITaskItem>()]));
        return new LineVerificationRequest(
            ProjectFile,
            GlobalProperties,
            [.. items],
            text is { } name ? new ReceivedText(name, instance.GetPropertyValue(name)) : null,
            useCache ? CacheFile : null,
            HostEnvironment.OfProcess(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
