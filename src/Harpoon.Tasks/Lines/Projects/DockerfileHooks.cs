using Microsoft.Build.Construction;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>Whether a project that has no Dockerfile yet may get one from a target of its own, before its image is built.</summary>
internal static class DockerfileHooks
{
    /// <summary>Looks into the project, which is evaluated once more for it. What can't be known may be.</summary>
    public static bool MayBring(IBuildEngine engine, string project)
    {
        try
        {
            using var evaluation = new ProjectEvaluation(project, GlobalProperties.Of(engine));
            return evaluation.Project.GetPropertyValue("DockerBuildDependsOn").Trim().Length > 0
                || evaluation.Files.Where(file => !IsOfSdk(file)).SelectMany(file => file.Targets).Any(IsHook);
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return true;
        }
    }

    // The .NET SDK's targets, those of its workloads (sdk-manifests) and Harpoon's own are no hooks of the project's.
    private static bool IsOfSdk(ProjectRootElement file) =>
        IsBelow(file.FullPath, Path.GetFullPath(Path.Combine(typeof(Microsoft.Build.Evaluation.Project).Assembly.Location, "..", "..", "..")))
        || Path.GetFileName(file.FullPath).StartsWith("Harpoon.", StringComparison.Ordinal);

    private static bool IsBelow(string file, string? folder) =>
        folder is not null && file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);

    private static bool IsHook(ProjectTargetElement target) =>
        Mentions(target.BeforeTargets) || Mentions(target.AfterTargets)
        || target.AllChildren.Any(child => child is ProjectItemElement { ItemType: var item } && IsSource(item))
        || target.AllChildren.Any(child => child is ProjectPropertyElement { Name: var property } && IsSource(property))
        || target.AllChildren.Any(child => child is ProjectOutputElement output && (IsSource(output.ItemType) || IsSource(output.PropertyName)));

    private static bool Mentions(string targets) =>
        targets.Contains("Docker", StringComparison.OrdinalIgnoreCase) || targets.Contains("Publish", StringComparison.OrdinalIgnoreCase);

    private static bool IsSource(string name) => name.StartsWith("Dockerfile", StringComparison.OrdinalIgnoreCase);
}
