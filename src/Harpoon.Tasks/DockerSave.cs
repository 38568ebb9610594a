using Harpoon.Engine.Archives;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Saves an image that the engine has as an archive, with all its names.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerSave : EngineTask
{
    /// <summary>A repository or a full reference: what <see cref="DockerBuild"/> was given. Default: the project's name, made valid.</summary>
    public string? Image { get; set; }

    /// <summary>Tags or full references, between <c>;</c>. Default: <c>latest</c>.</summary>
    public string? Tags { get; set; }

    /// <summary>The id that all these names have to stand for, where it is known.</summary>
    public string? ImageId { get; set; }

    /// <summary>The archive to write. One that ends in <c>.gz</c> or <c>.tgz</c> is compressed. Default: the project's name with <c>.tar</c>, in <see cref="ArchiveDirectory"/>.</summary>
    public string? Archive { get; set; }

    /// <summary>The folder of an archive that is not named. Default: the project's.</summary>
    public string? ArchiveDirectory { get; set; }

    /// <summary>The archive's format: <c>docker</c> (the default) or <c>oci</c>.</summary>
    public string? ArchiveFormat { get; set; }

    /// <summary><c>$(DockerBuildOutput)</c>: with one the build makes no image, so that it is an error.</summary>
    public string? BuildOutput { get; set; }

    /// <summary>What <see cref="DockerBuild.PlatformImages"/> returned: an archive of one of several images would lack the others, so that it is an error.</summary>
    public ITaskItem[] PlatformImages { get; set; } = [];

    /// <summary>The archive that the build has written itself (<see cref="DockerBuild.SavedPath"/>): then no engine is called. Default: none.</summary>
    public string? SavedPath { get; set; }

    /// <summary>Whether the parameters are read and checked, and nothing is saved. Default: <see langword="false"/>.</summary>
    public bool CheckOnly { get; set; }

    /// <summary>Whether these are the project's own (<c>$(DockerImage)</c> and so on), whose errors are reported at their place. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>The full path of the archive.</summary>
    [Output]
    public string? ArchivePath { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var place = new WrittenPlace(CheckItems ? "Docker" : null);
        ImageNeed.Check(nameof(DockerSave), BuildOutput);
        var names = place.Property(nameof(Image), () => ImageNames.Resolve(Image, Tags, ProjectName.Of(Project)));
        var format = place.Property(nameof(ArchiveFormat), () => ArchiveFormats.Parse(ArchiveFormat));
        var path = ArchiveParameter.PathOf(Archive, ArchiveDirectory, Project, Host);
        _ = place.Property(nameof(Archive), () =>
        {
            ImageSave.CheckPlace(path);
            return path;
        });
        if (CheckOnly || ParameterValue.Text(SavedPath) == path)
        {
            ArchivePath = path;
            return;
        }

        if (PlatformImages.Length > 0)
        {
            throw new HarpoonException(Diagnostic.Of("HRP5042", names[0]).AboutProperty("DockerBuildPlatforms"));
        }

        var request = new SaveRequest([.. names.Select(name => name.ToString()).Distinct()], path)
        {
            ImageId = ParameterValue.Text(ImageId),
            Format = format,
        };
        await using var engine = await ConnectAsync(cancellationToken);
        await ImageSave.ExecuteAsync(request, engine, Report, cancellationToken);
        ArchivePath = path;
    }
}
