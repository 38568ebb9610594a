using Harpoon.Engine.Archives.Writing;
using Harpoon.Engine.Builds.Outputs;

namespace Harpoon.Engine.Builds.BuildKit.Exporting;

/// <summary>An output that is one file.</summary>
internal sealed class FileExport(BuildOutput output) : BuildExport(output)
{
    private NewFile? _file;

    public override ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    private protected override async Task ReceiveAsync(Stream content, CancellationToken cancellationToken)
    {
        _file = NewFile.Start(Output.Path, ArchiveName.IsCompressed(Output.Path));
        await _file.CopyFromAsync(content, cancellationToken);
        await _file.CompleteAsync();
    }

    private protected override WrittenOutput Place()
    {
        _file!.Commit();
        return new WrittenOutput([Output.Path], _file.Size);
    }
}
