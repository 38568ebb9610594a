using System.Collections.Immutable;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.CopyOut;

/// <summary>Copies files out of a container whose command has ended, before it is removed.</summary>
internal sealed class ContainerCopyOut(string id, RunContext run)
{
    /// <summary>How long the copy may go on after a cancellation.</summary>
    private static readonly TimeSpan AfterCancel = TimeSpan.FromSeconds(10);

    /// <summary>Headers are read in small pieces, and each read of the engine's answer is watched.</summary>
    private const int BufferSize = 256 * 1024;

    /// <summary>The run's outcome, with the files.</summary>
    public async Task<ContainerRunOutcome> AfterAsync(ContainerRunOutcome outcome, CancellationToken cancellationToken)
    {
        if (run.Options.CopyOut.IsEmpty)
        {
            return outcome;
        }

        // What a command that failed did not come to write is no second error.
        var succeeded = outcome is { ExitCode: 0, Failure: null };
        return outcome with { CopyOut = await CopyAllAsync(succeeded, cancellationToken) };
    }

    /// <summary>The run was cancelled: copies what can be had soon.</summary>
    public async Task AfterCancelAsync()
    {
        using var limited = new CancellationTokenSource(AfterCancel);
        try
        {
            var copied = run.Options.CopyOut.IsEmpty ? CopyOutOutcome.None : await CopyAllAsync(succeeded: false, limited.Token);
            foreach (var failure in copied.Failures)
            {
                run.Report.Warning(failure);
            }
        }
        catch (OperationCanceledException)
        {
            run.Report.Message(MessageLevel.High, $"Not all files were copied within {AfterCancel.TotalSeconds:0} s after the cancellation.");
        }
    }

    private async Task<CopyOutOutcome> CopyAllAsync(bool succeeded, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<CopiedFile>();
        var failures = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var item in run.Options.CopyOut)
        {
            var source = ContainerPath.Parse(item.Path);
            var reference = new ItemReference(OptionNames.CopyOut, item.Path);
            var target = new ExtractionTarget(item.Destination, source.Name) { Place = warning => warning.About(reference) };
            var extraction = new ArchiveExtraction(target, run.Report, cancellationToken);
            if (await TryCopyAsync(source, extraction, cancellationToken) is { } failure)
            {
                Report(failure.About(reference), succeeded, failures);
            }

            if (!extraction.Files.IsEmpty)
            {
                var count = extraction.Files.Length == 1 ? "1 file" : $"{extraction.Files.Length} files";
                run.Report.Message(MessageLevel.High, $"Copied {count} from {item.Path} to {item.Destination}.");
                files.AddRange(extraction.Files.Select(file => CopiedFileOf(file, source)));
            }
        }

        return new CopyOutOutcome(files.ToImmutable(), failures.ToImmutable());
    }

    private static CopiedFile CopiedFileOf(ExtractedFile file, ContainerPath source) =>
        new(file.Path, string.Join('/', [source.Folder.TrimEnd('/'), .. file.Parts.Skip(source.Name is null ? 0 : 1)]));

    private void Report(Diagnostic failure, bool succeeded, ImmutableArray<Diagnostic>.Builder failures)
    {
        if (failure.Code == "HRP4071" && !succeeded)
        {
            run.Report.Warning(failure);
        }
        else
        {
            failures.Add(failure);
        }
    }

    private async Task<Diagnostic?> TryCopyAsync(ContainerPath source, ArchiveExtraction extraction, CancellationToken cancellationToken)
    {
        try
        {
            await using var archive = await OpenAsync(source, cancellationToken);
            await using var buffered = new BufferedStream(archive.Tar, BufferSize);
            await using var tar = new TextNames(buffered);
            await extraction.ExtractAsync(tar);
            return null;
        }
        catch (EngineRefusedException e)
        {
            return Diagnostic.Of("HRP4071", source.RequestPath, e.ResponseMessage);
        }
        catch (HarpoonException e)
        {
            return e.Diagnostics[0];
        }
        catch (Exception e) when (ArchiveExtraction.IsOfArchive(e))
        {
            return Diagnostic.Of("HRP4077", source.RequestPath, e.Message);
        }
    }

    /// <summary>Asks for what the path is: where it is a link, for what that leads to.</summary>
    private async Task<ContainerArchive> OpenAsync(ContainerPath source, CancellationToken cancellationToken)
    {
        var archive = await run.Engine.Containers.ReadArchiveAsync(id, source.RequestPath, cancellationToken);
        if (archive.LinkTarget is not { } target)
        {
            return archive;
        }

        await archive.DisposeAsync();
        return await run.Engine.Containers.ReadArchiveAsync(id, target, cancellationToken);
    }
}
