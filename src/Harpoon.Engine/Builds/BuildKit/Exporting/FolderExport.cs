using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Exporting;

/// <summary>
/// An output that is a folder. It comes as a tar and is unpacked as what is copied out of a container is: the engine's own transfer of folders would be a second way to
/// write the same files, with rules of its own for links.
/// </summary>
internal sealed class FolderExport(BuildOutput output, IReport report) : BuildExport(output)
{
    private const int BufferSize = 256 * 1024;

    private StagedFolder? _staged;

    public override ValueTask DisposeAsync()
    {
        _staged?.Remove();
        return ValueTask.CompletedTask;
    }

    private protected override async Task ReceiveAsync(Stream content, CancellationToken cancellationToken)
    {
        _staged = new StagedFolder(Output.Path);
        var target = new ExtractionTarget(_staged.Path, Name: null)
        {
            Place = warning => warning.AboutProperty(OptionNames.BuildOutput),
        };
        var extraction = new ArchiveExtraction(target, report, cancellationToken);
        try
        {
            await using var buffered = new BufferedStream(content, BufferSize);
            await using var tar = new TextNames(buffered);
            await extraction.WriteAsync(tar);

            // Behind an archive's end are more zeros, and the engine waits until all is taken.
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception e) when (e is not IOException && ArchiveExtraction.IsOfArchive(e))
        {
            throw new HarpoonException(Diagnostic.Of("HRP3145", Output.Path, e.Message), e);
        }

        _staged.Folders = [.. extraction.Folders];
    }

    private protected override WrittenOutput Place() => _staged!.Merge();
}
