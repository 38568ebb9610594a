using Harpoon.BuildKit.Exports;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Exporting;

/// <summary>An output of a build, which takes its place when the build has ended well.</summary>
internal abstract class BuildExport(BuildOutput output) : IExportTarget, IAsyncDisposable
{
    private volatile HarpoonException? _failure;
    private volatile bool _isWhole;

    /// <summary>Why it could not be written here, of which the engine knows less; null for no reason.</summary>
    public HarpoonException? Failure => _failure;

    private protected BuildOutput Output => output;

    /// <inheritdoc/>
    public async Task ReceiveAsync(Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        try
        {
            await ReceiveAsync(content, cancellationToken);
            _isWhole = true;
        }
        catch (HarpoonException e)
        {
            _failure = new HarpoonException([.. e.Diagnostics.Select(diagnostic => diagnostic.AboutProperty(OptionNames.BuildOutput))], e);
            throw;
        }
    }

    /// <summary>Puts the output in its place: the build has ended well.</summary>
    /// <exception cref="HarpoonException">HRP3144: nothing came; HRP4075, HRP4076: it can't be put there.</exception>
    public WrittenOutput Commit()
    {
        if (!_isWhole)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3144", output.Type, output.Path).AboutProperty(OptionNames.BuildOutput));
        }

        try
        {
            return Place();
        }
        catch (HarpoonException e)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(diagnostic => diagnostic.AboutProperty(OptionNames.BuildOutput))], e);
        }
    }

    /// <summary>Removes what is not in its place.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Takes it, and closes it.</summary>
    private protected abstract Task ReceiveAsync(Stream content, CancellationToken cancellationToken);

    /// <inheritdoc cref="Commit"/>
    private protected abstract WrittenOutput Place();
}
