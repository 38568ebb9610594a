using System.Collections.Immutable;
using Harpoon.Engine.Builds.Platforms;
using Harpoon.Engine.Builds.Results;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Tasks.Ci;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Parameters.Builds;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Pushes an image that the engine has, under each of its names that leads to a registry.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerPush : RegistryTask
{
    /// <summary>Repositories or full references, between <c>;</c>: what <see cref="DockerBuild"/> was given. Default: the project's name, made valid.</summary>
    public string? Image { get; set; }

    /// <summary>Tags or full references, between <c>;</c>. Default: <c>latest</c>.</summary>
    public string? Tags { get; set; }

    /// <summary>The id of the image that all these names stand for, where it is known: then that is what is pushed, also where another build took a name meanwhile.</summary>
    public string? ImageId { get; set; }

    /// <summary>The file that <see cref="DockerBuild.ResultFile"/> names: the digests are added to it. Default: none.</summary>
    public string? ResultFile { get; set; }

    /// <summary>Where the summary for a CI system goes, in a folder <c>harpoon</c>. Default: <c>obj</c>.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary>The platforms that it was built for, between <c>;</c>: with several, each is an item of its own beside the whole. Default: one.</summary>
    public string? Platforms { get; set; }

    /// <summary>The images of these platforms, where the engine's store holds no index: what <see cref="DockerBuild.PlatformImages"/> returned. Their index is pushed then.</summary>
    public ITaskItem[] PlatformImages { get; set; } = [];

    /// <summary>What the build has pushed already (<see cref="DockerBuild.PushedImages"/>): then nothing is pushed, and no engine is called. Default: nothing.</summary>
    public ITaskItem[] Pushed { get; set; } = [];

    /// <summary>Whether names and credentials are read and checked, and nothing is pushed. Default: <see langword="false"/>.</summary>
    public bool CheckOnly { get; set; }

    /// <summary><c>$(DockerBuildOutput)</c>: with one the build makes no image, so that it is an error.</summary>
    public string? BuildOutput { get; set; }

    /// <summary>Whether these are the project's own (<c>$(DockerImage)</c> and so on), whose errors are reported at their place. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>
    /// What was pushed: a reference each, with the <c>Digest</c> that its registry knows it by, <c>Pinned</c>, the reference by that digest, <c>UpToDate</c>, whether the
    /// registry had it already, and <c>Platform</c>, for an item that is one platform of several.
    /// </summary>
    [Output]
    public ITaskItem[] PushedImages { get; private set; } = [];

    /// <summary>The digest of the first.</summary>
    [Output]
    public string? Digest { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ImageNeed.Check(nameof(DockerPush), BuildOutput);
        if (CheckItems)
        {
            ItemMetadata.Check([new ReceivedItems(CredentialSource.ItemName, Credentials)], Report);
        }

        var place = new WrittenPlace(CheckItems ? "Docker" : null);
        var names = place.Property(NameProperty, Names);
        var credentials = CredentialsFor(RegistryAccess.Push);
        if (CheckOnly)
        {
            return;
        }

        var request = new PushRequest(names, ParameterValue.Text(ImageId), credentials)
        {
            HasPlatforms = PlatformsParameter.Read(Platforms, platform: null).Length > 1,
            Platforms = [.. PlatformImages.Select(ImageItem.ReadPlatform)],
        };
        var pushed = Pushed.Length > 0 ? [.. Pushed.Select(ImageItem.ReadPushed)] : await PushAsync(request, place, cancellationToken);
        PushedImages = [.. pushed.Select(ImageItem.Of)];
        Digest = pushed[0].Digest;
        if (ParameterValue.Text(ResultFile) is { } file)
        {
            ResultFiles.AddDigests(file, pushed, Host);
        }

        if (CheckItems)
        {
            new CiReport(OutputPrefix, ProjectName.Of(Project), Intermediate(IntermediateDirectory), Host, Report).Pushed(pushed);
        }
    }

    private async Task<ImmutableArray<PushedImage>> PushAsync(PushRequest request, WrittenPlace place, CancellationToken cancellationToken)
    {
        await using var engine = await ConnectAsync(cancellationToken);
        return await place.PropertyAsync(
            NameProperty, () => request.Platforms.IsEmpty
                ? ImagePush.ExecuteAsync(request, engine, Host, Report, cancellationToken)
                : PlatformPush.ExecuteAsync(request, engine, Host, Report, cancellationToken));
    }

    /// <summary>The one that says where the image goes.</summary>
    private string NameProperty => ParameterValue.Text(Image) is null && ParameterValue.Text(Tags) is not null ? "ImageTags" : nameof(Image);

    private ImmutableArray<ImageReference> Names() => PushNames.Of(ImageNamesParameter.Read(Image, Tags, Project), Report);
}
