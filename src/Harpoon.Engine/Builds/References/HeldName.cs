using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.References;

/// <summary>
/// Names of Harpoon's own that hold images for a while: with containerd's store, an image is gone as soon as its last name means another. The tag is the image's id, so
/// that a name never means two images; the repository is a project's own, so that its names differ from others'.
/// </summary>
public static class HeldName
{
    /// <summary>How all of these names begin.</summary>
    internal const string Prefix = "localhost/harpoon-build-";

    private const int NotFound = 404;
    private const int KeyBytes = 8;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The repository of a project's names. It is the same in every build, so that the builders' caches hold.</summary>
    /// <param name="projectLabel">The value of the label <c>harpoon.project</c>.</param>
    /// <param name="host">The machine, and the project's folder.</param>
    public static string RepositoryOf(string? projectLabel, HostEnvironment host)
    {
        var parts = string.Join('\0', host.MachineName, host.CurrentDirectory, projectLabel);
        return $"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, KeyBytes))}";
    }

    /// <summary>The name that holds an image.</summary>
    public static string Of(string repository, string imageId) => $"{repository}:{TagOf(imageId)}";

    /// <summary>The tag of the name that holds an image.</summary>
    public static string TagOf(string imageId) => imageId.Split(':')[^1];

    /// <summary>Gives an image that was just built a name until the images on it are built: another build may take its own names.</summary>
    /// <returns>The name; null if there is no image.</returns>
    internal static async Task<string?> HoldAsync(string imageId, string projectLabel, IEngine engine, HostEnvironment host, CancellationToken cancellationToken)
    {
        if (imageId.Length == 0 || await engine.Images.FindAsync(imageId, cancellationToken) is not { } image)
        {
            return null;
        }

        var repository = RepositoryOf(projectLabel, host);
        await GiveAsync(image.Id, repository, engine, cancellationToken);
        return Of(repository, image.Id);
    }

    /// <summary>Gives an image that is up to date such a name, if another process could make it go: only containerd's store lets an image go with its last name.</summary>
    /// <returns>The name, which is null if it needs none, and whether the image is still there.</returns>
    internal static async Task<(string? Name, bool IsThere)> HoldKnownAsync(ImageDetails image, string projectLabel, IEngine engine, HostEnvironment host, CancellationToken cancellationToken)
    {
        if (!image.IsManifest)
        {
            return (null, true);
        }

        var repository = RepositoryOf(projectLabel, host);
        try
        {
            await GiveAsync(image.Id, repository, engine, cancellationToken);
            return (Of(repository, image.Id), true);
        }
        catch (EngineRefusedException e) when (e.Status == NotFound)
        {
            return (null, false);
        }
    }

    /// <summary>
    /// Gives an image its name. A cancelled build waits a while for the engine's answer: a call that is cut off may give the name all the same, after the build's
    /// clean-up.
    /// </summary>
    internal static async Task GiveAsync(string imageId, string repository, IEngine engine, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var limited = new CancellationTokenSource();
        using var cancelled = cancellationToken.Register(() => limited.CancelAfter(TimeLimit));
        await engine.Images.TagAsync(imageId, repository, TagOf(imageId), limited.Token);
    }

    /// <summary>Takes a name away. That it fails is no error: <c>DockerClean</c> takes away what is left.</summary>
    public static async Task RemoveAsync(string name, IEngine engine)
    {
        using var limited = new CancellationTokenSource(TimeLimit);
        try
        {
            await engine.Images.RemoveAsync(name, force: false, limited.Token);
        }
        catch (Exception e) when (e is HarpoonException or OperationCanceledException || LostEngine.IsLoss(e))
        {
            // The engine is lost, or a container of the image runs.
        }
    }

    /// <summary>Takes names away from an engine that is not connected any more.</summary>
    public static async Task RemoveAsync(IReadOnlyCollection<string> names, EndpointOptions endpoint, HostEnvironment host)
    {
        using var limited = new CancellationTokenSource(TimeLimit);
        try
        {
            await using var engine = await EngineConnector.ConnectAsync(endpoint, host, NullReport.Instance, limited.Token);
            await Parallel.ForEachAsync(names, async (name, _) => await RemoveAsync(name, engine));
        }
        catch (Exception e) when (e is HarpoonException or OperationCanceledException || LostEngine.IsLoss(e))
        {
            // The engine is lost.
        }
    }

    /// <summary>Takes away what ended builds of a project left: those that were killed.</summary>
    public static async Task RemoveLeftoversAsync(string projectLabel, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var repository = RepositoryOf(projectLabel, host);
        foreach (var name in (await engine.Images.NamesAsync(cancellationToken)).Where(name => name.StartsWith($"{repository}:", StringComparison.Ordinal)))
        {
            await RemoveAsync(name, engine);
            report.Message(MessageLevel.High, $"Removed the image name {name}.");
        }
    }
}
