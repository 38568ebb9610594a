using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Pulls images, whether the engine has them already or not: the registry may have newer ones.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerPull : RegistryTask
{
    /// <summary>The images' references. Metadata: <c>Platform</c>; <c>MayBeLocal</c>, with which it is a warning that one that the engine has can't be pulled.</summary>
    public ITaskItem[] Image { get; set; } = [];

    /// <summary>The platform of those without one of their own, as <c>linux/arm64</c>. Default: the engine's.</summary>
    public string? Platform { get; set; }

    /// <summary>Whether the items are the project's own (<c>@(DockerPullImage)</c>), whose metadata is checked. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>The images, each with its <c>ImageId</c>, and the <c>Digest</c> that its registry knows it by.</summary>
    [Output]
    public ITaskItem[] PulledImages { get; private set; } = [];

    /// <summary>The first image's id.</summary>
    [Output]
    public string? ImageId { get; private set; }

    /// <summary>The first image's digest in its registry; empty if the engine has it from elsewhere.</summary>
    [Output]
    public string? Digest { get; private set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (CheckItems)
        {
            ItemMetadata.Check([new ReceivedItems("DockerPullImage", Image), new ReceivedItems(CredentialSource.ItemName, Credentials)], Report);
        }

        if (Image.Length == 0)
        {
            Report.Message(MessageLevel.High, "There is no image to pull.");
            return;
        }

        var credentials = CredentialsFor(RegistryAccess.Pull);
        var platform = ParameterValue.Text(Platform);
        PullRequest[] requests = [.. Image.Select(item => RequestOf(ImageItem.Read(item, platform), item) with { Credentials = credentials })];
        await using var engine = await ConnectAsync(cancellationToken);
        var pulled = await ImagePulls.ExecuteAsync([.. requests], engine, Host, Report, cancellationToken);
        PulledImages = [.. pulled.Select(ImageItem.Of)];
        ImageId = pulled[0].Id;
        Digest = pulled[0].Digest;
    }

    // An item without a source that DockerFindImages returned is one that the project wrote.
    private PullRequest RequestOf(PullRequest request, ITaskItem item) =>
        CheckItems && request is { Location: null, Item: null } ? request with { Item = new ItemReference("DockerPullImage", item.ItemSpec) } : request;
}
