using System.Collections.Immutable;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.Promotion;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Gives an image that is in a registry more names, there or in other registries. Nothing is built, and no engine pulls or pushes it.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerPromote : RegistryTask
{
    /// <summary>The image, by its digest: <c>registry.example.com/app@sha256:…</c>.</summary>
    public string? From { get; set; }

    /// <summary>Repositories or full references, between <c>;</c>. Default: the project's name, made valid.</summary>
    public string? Image { get; set; }

    /// <summary>Tags or full references, between <c>;</c>. Default: <c>latest</c>.</summary>
    public string? Tags { get; set; }

    /// <summary>Whether these are the project's own (<c>$(DockerImage)</c> and so on), whose errors are reported at their place. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>
    /// The names that it has now, each with the <c>Digest</c>, <c>Pinned</c>, the reference by that digest, and <c>UpToDate</c>, whether it had the name already.
    /// </summary>
    [Output]
    public ITaskItem[] PromotedImages { get; private set; } = [];

    /// <summary>The digest, which is the same everywhere.</summary>
    [Output]
    public string? Digest { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (CheckItems)
        {
            ItemMetadata.Check([new ReceivedItems(CredentialSource.ItemName, Credentials)], Report);
        }

        var place = new WrittenPlace(CheckItems ? "Docker" : null);
        var from = place.Property(CheckItems ? "PromoteFrom" : nameof(From), () => PromotionRequest.ParseFrom(From));
        var names = place.Property(NameProperty, () => PushNames.Of(ImageNamesParameter.Read(Image, Tags, Project), Report));
        ImmutableArray<CredentialSource> credentials = [.. CredentialsFor(RegistryAccess.Pull).Union(CredentialsFor(RegistryAccess.Push))];
        var promoted = await ImagePromotion.ExecuteAsync(new PromotionRequest(from, names, credentials), ConnectAsync, Host, Report, cancellationToken);
        PromotedImages = [.. promoted.Select(ImageItem.Of)];
        Digest = promoted[0].Digest;
    }

    /// <summary>The one that says where the image goes.</summary>
    private string NameProperty => ParameterValue.Text(Image) is null && ParameterValue.Text(Tags) is not null ? "ImageTags" : nameof(Image);
}
