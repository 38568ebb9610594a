using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.References;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Solutions;

/// <summary>Checks the projects whose images a project is built on or runs beside: before they are built, and after. Needs no engine.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerReferences : HarpoonTask
{
    /// <inheritdoc cref="DockerBuild.NamedContexts"/>
    public ITaskItem[] NamedContexts { get; set; } = [];

    /// <inheritdoc cref="DockerRun.Services"/>
    public ITaskItem[] Services { get; set; } = [];

    /// <summary>Whether nothing is built yet: the projects' files, and circles, are looked at. Default: <see langword="false"/>.</summary>
    public bool CheckOnly { get; set; }

    /// <summary>What the projects' builds returned: a full path each, with <c>ImageId</c> and <c>Reference</c> metadata.</summary>
    public ITaskItem[] Images { get; set; } = [];

    /// <summary>Whether all of them were built. Default: <see langword="false"/>.</summary>
    public bool AreBuilt { get; set; }

    /// <summary>Whether they were only described: then none needs an image. Default: <see langword="false"/>.</summary>
    public bool AreDescribed { get; set; }

    private protected override Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Reference[] references =
        [
            .. NamedContexts.Select(item => Reference.Of("DockerNamedContext", item, Host)).OfType<Reference>(),
            .. Services.Select(item => Reference.Of("DockerService", item, Host)).OfType<Reference>(),
        ];
        foreach (var diagnostic in references.Select(reference => CheckOnly ? Before(reference) : After(reference)).OfType<Diagnostic>())
        {
            Error(diagnostic);
        }

        return Task.CompletedTask;
    }

    private Diagnostic? Before(Reference reference) =>
        !File.Exists(reference.Project) ? reference.Wrong("HRP3300", reference.Project)
        : ReferenceCircle.Written(Project, reference.Project) is { } circle && ReferenceCircle.IsReal(circle, GlobalProperties.Of(BuildEngine)) ? reference.Circle(circle)
        : null;

    private Diagnostic? After(Reference reference)
    {
        var image = Array.Find(Images, image => image.ItemSpec == reference.Project);
        return image is { } made
            ? AreDescribed || made.GetMetadata("ImageId").Length > 0 ? null : reference.Wrong("HRP3306", reference.Project)
            : AreBuilt ? reference.Wrong("HRP3301", reference.Project)
            : ReferenceCircle.Evaluated(Project, GlobalProperties.Of(BuildEngine)) is { } circle ? reference.Circle(circle)
            : reference.Wrong("HRP3302", reference.Project);
    }
}
