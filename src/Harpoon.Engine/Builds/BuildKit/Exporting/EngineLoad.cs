using Harpoon.BuildKit.Exports;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Exporting;

/// <summary>Hands the archive of an image on to an engine while it comes. The engine gives the image its names.</summary>
internal sealed class EngineLoad(IEngineImages images) : IExportTarget
{
    private volatile HarpoonException? _failure;
    private volatile bool _isLoaded;

    /// <summary>Why the engine did not load it, of which BuildKit knows nothing; null for no reason.</summary>
    public HarpoonException? Failure => _failure;

    /// <inheritdoc/>
    public async Task ReceiveAsync(Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        try
        {
            await LoadAsync(content, cancellationToken);
            _isLoaded = true;
        }
        catch (EngineRefusedException e)
        {
            throw _failure = NotLoaded(e.ResponseMessage, e);
        }
        catch (HarpoonException e)
        {
            _failure = e;
            throw;
        }
        catch (InvalidDataException e)
        {
            throw _failure = NotLoaded(e.Message, e);
        }
    }

    /// <summary>The id that the engine has given it: by its store the digest of the manifest, or of the configuration. Null if the engine has it under neither.</summary>
    /// <exception cref="HarpoonException">HRP3242: nothing was loaded.</exception>
    public async Task<string?> IdAsync(IEnumerable<string?> digests, CancellationToken cancellationToken)
    {
        if (!_isLoaded)
        {
            throw NotLoaded(DiagnosticTexts.Format("Detail.NoImage"));
        }

        foreach (var digest in digests.OfType<string>())
        {
            if (await images.FindAsync(digest, cancellationToken) is { } image)
            {
                return image.Id;
            }
        }

        return null;
    }

    private async Task LoadAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var answer = await images.LoadAsync(content, cancellationToken);
        await foreach (var message in EngineMessages.ReadAsync(answer, "load", cancellationToken))
        {
            if (message.Error is { } error)
            {
                throw NotLoaded(error);
            }
        }

        // Behind an archive's end are more zeros, and BuildKit waits until all is taken.
        await content.CopyToAsync(Stream.Null, cancellationToken);
    }

    private static HarpoonException NotLoaded(string why, Exception? cause = null) => new(Diagnostic.Of("HRP3242", why.Trim().TrimEnd('.')), cause);
}
