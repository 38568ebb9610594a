using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Cache;
using Harpoon.Tasks.Lines.Checks;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;

namespace Harpoon.Tasks.Lines;

/// <summary>Sees to it that no line is lost or changed silently: compares what a task got with what was written.</summary>
public static class LineVerifier
{
    /// <summary>File systems date a file by a clock that ticks this coarsely.</summary>
    private static readonly TimeSpan ClockGrain = TimeSpan.FromMilliseconds(50);

    /// <summary>Compares, and locates each line. A project whose result is kept and still holds is not evaluated again.</summary>
    /// <param name="request">What the task got.</param>
    public static LineVerificationResult Verify(LineVerificationRequest request) => Verify(request, new FileStamps());

    /// <param name="request">What the task got.</param>
    /// <param name="stamps">What is known of files that other projects of the build import too.</param>
    /// <inheritdoc cref="Verify(LineVerificationRequest)"/>
    internal static LineVerificationResult Verify(LineVerificationRequest request, FileStamps stamps)
    {
        var sdkFolder = Path.GetDirectoryName(typeof(Project).Assembly.Location)!;
        var digest = request.CacheFile is null ? "" : RequestDigest.Of(request, sdkFolder);
        if (request.CacheFile is not null && CheckCacheFile.Read(request.CacheFile) is { } kept && kept.StillHolds(digest, sdkFolder, stamps))
        {
            return LineItem.Locate(request, kept.Lines, kept.Text);
        }

        try
        {
            var start = DateTime.UtcNow - ClockGrain;
            using var evaluation = new ProjectEvaluation(request.ProjectFile, request.GlobalProperties);
            var comparison = new LineComparison(evaluation, request);
            var result = comparison.Compare();
            if (request.CacheFile is not null && comparison.MayBeKept)
            {
                Keep(request.CacheFile, new CheckCache(digest, [], [], comparison.Places, result.TextLocations), new EvaluationInputs(evaluation), start, sdkFolder);
            }

            return result;
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            var warning = Diagnostic.Of("HRP2029", e.Message).At(new SourceLocation(request.ProjectFile));
            return LineItem.Locate(request, [], []) with { Warnings = [warning] };
        }
    }

    private static void Keep(
        string cacheFile,
        CheckCache cached,
        EvaluationInputs inputs,
        DateTime start,
        string sdkFolder)
    {
        if (!inputs.ChangedSince(start))
        {
            CheckCacheFile.Write(cacheFile, cached with { Files = inputs.Files(sdkFolder), Folders = inputs.Folders });
        }
    }
}
