using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>
/// The named contexts that are folders, each as an image that lives as long as the build: the classic builder copies from images and stages alone. An image that a
/// <c>FROM</c> is on top of stays as a layer of what is built, without a name.
/// </summary>
internal sealed class FolderImages(IEngine engine, ImageBuildPlan plan, HostEnvironment host) : IAsyncDisposable
{
    private const string Repository = "localhost/harpoon-context";
    private const int TagBytes = 8;
    private const int Repeats = 5;

    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(10);

    private readonly List<(NamedFolder Folder, string Image, RacyFiles Racy)> _built = [];

    /// <summary>Makes the images of the folders that the Dockerfile uses.</summary>
    /// <exception cref="HarpoonException">HRP3128, and what the context's walk and the engine say.</exception>
    public async Task BuildAsync(IReport report, CancellationToken cancellationToken)
    {
        var used = plan.Request.Reading.Contexts.Select(use => use.Context.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in plan.NamedFolders.Where(folder => used.Contains(folder.Name)))
        {
            report.Message(MessageLevel.Normal, $"Sending the named context {folder.Name}, {folder.Context.Folder}.");
            for (var repeats = Repeats; !await TryBuildAsync(folder, isLast: repeats == 0, report, cancellationToken); repeats--)
            {
                report.Message(MessageLevel.Normal, $"Sending {folder.Name} again, because an image beside it was removed meanwhile.");
            }
        }
    }

    /// <summary>What the builder gets: images where the Dockerfile has named contexts.</summary>
    public ImageBuildPlan Rewritten()
    {
        var request = ContextRewrite.Of(plan.Request, ImageOf);
        return plan with { Request = request, Context = plan.Context.Rewritten(request.Dockerfile.Bytes) };
    }

    /// <summary>A message of the engine with the names that the user wrote.</summary>
    public EngineMessage InUsersWords(EngineMessage message) => _built.Aggregate(message, (text, built) => text with
    {
        Stream = text.Stream?.Replace(built.Image, built.Folder.Name, StringComparison.Ordinal),
        Error = text.Error?.Replace(built.Image, built.Folder.Name, StringComparison.Ordinal),
    });

    /// <summary>The path of the first file that changed since it was sent; empty if that can't be said; null for none.</summary>
    public async Task<string?> ChangeAsync(CancellationToken cancellationToken)
    {
        foreach (var (folder, _, racy) in _built)
        {
            if (await folder.Context.ChangeSinceAsync(racy, folder.Fingerprint, ContextScope.Everything, cancellationToken) is { } path)
            {
                return path.Length == 0 ? path : Path.Combine(folder.Context.Folder, path);
            }
        }

        return null;
    }

    /// <summary>Removes the images' names, however the build ended.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (_, image, _) in _built)
        {
            using var limited = new CancellationTokenSource(RemovalLimit);
            try
            {
                await engine.Images.RemoveAsync(image, force: false, limited.Token);
            }
            catch (Exception e) when (e is HarpoonException or OperationCanceledException || LostEngine.IsLoss(e))
            {
                // The engine is lost, or uses it: the next build gives its own image the name.
            }
        }
    }

    private string ImageOf(NamedContext context) => context.Image ?? ImageOf(plan.NamedFolders.First(folder => folder.Name == context.Name));

    /// <summary>A name of its own for each project's image and folder, and the same in every build, so that the builder's cache holds.</summary>
    private string ImageOf(NamedFolder folder)
    {
        var parts = string.Join('\0', host.MachineName, host.CurrentDirectory, plan.Request.Name, folder.Name, folder.Context.Folder);
        return $"{Repository}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(parts)).AsSpan(0, TagBytes))}";
    }

    /// <summary>Makes the image of a folder.</summary>
    /// <returns>Whether it is made: false if the builder lost an image that it looked at, as in <see cref="LostStepException"/>.</returns>
    private async Task<bool> TryBuildAsync(NamedFolder folder, bool isLast, IReport report, CancellationToken cancellationToken)
    {
        await using var tar = folder.Context.OpenTar(cancellationToken);
        _built.RemoveAll(built => built.Folder == folder);
        _built.Add((folder, ImageOf(folder), tar.Racy));
        try
        {
            await BuildAsync(folder, tar, report, cancellationToken);
            return true;
        }
        catch (LostStepException) when (!isLast)
        {
            return false;
        }
    }

    private async Task BuildAsync(NamedFolder folder, ContextTar tar, IReport report, CancellationToken cancellationToken)
    {
        var request = new ImageBuildRequest(plan.Request.Dockerfile, plan.Request.Syntax, [ImageOf(folder)])
        {
            Platform = plan.Request.Platform,
            Labels = plan.Request.Labels,
            Builder = plan.Request.Builder,
        };
        var query = BuildQuery.Of(request, folder.Context.DockerfileName, new("version", "1"), new("rm", "1"), new("forcerm", "1"));
        try
        {
            await using var upload = new ContextUpload(tar.Stream, folder.Context.TarSize, report);
            await using var answer = await engine.Images.BuildAsync(query, upload, logins: null, cancellationToken);
            await foreach (var message in EngineMessages.ReadAsync(answer, "build", cancellationToken))
            {
                if (message.Error is { } error)
                {
                    var failure = Failure(folder, error);
                    throw LostStepException.Matches(message) ? new LostStepException(failure) : new HarpoonException(failure);
                }
            }
        }
        catch (HarpoonException e) when (tar.Failure is { } failure && e != failure)
        {
            throw failure;
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Failure(folder, e.ResponseMessage));
        }
    }

    private static Diagnostic Failure(NamedFolder folder, string error) =>
        Diagnostic.Of("HRP3128", folder.Name, error.Trim().TrimEnd('.')).About(new ItemReference(OptionNames.NamedContext, folder.Name));
}
