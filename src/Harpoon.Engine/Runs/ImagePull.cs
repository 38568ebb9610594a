using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;

namespace Harpoon.Engine.Runs;

/// <summary>Pulls the image of a run, since the engine lacks it.</summary>
internal static class ImagePull
{
    /// <exception cref="HarpoonException">HRP4022: it can't be pulled.</exception>
    public static async Task ExecuteAsync(
        string image, string? platform, IEngine engine, IReport report, CancellationToken cancellationToken)
    {
        report.Message(MessageLevel.High, $"Pulling {image}, which the engine does not have.");
        try
        {
            await using var answer = await engine.Images.PullAsync(image, platform, cancellationToken);
            await ReportAsync(image, answer, report, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4022", image, e.Words), e);
        }
    }

    /// <summary>Reports the progress. That a pull failed is a message among the others, under status 200.</summary>
    internal static async Task ReportAsync(string image, Stream answer, IReport report, CancellationToken cancellationToken)
    {
        var progress = new TransferProgress(TimeProvider.System);
        await foreach (var message in EngineMessages.ReadAsync(answer, "pull", cancellationToken))
        {
            if (message.Error is { } error)
            {
                throw new HarpoonException(Diagnostic.Of("HRP4022", image, error));
            }

            if (progress.Line(message) is { } line)
            {
                report.Output(new OutputLine(OutputChannel.Build, line));
            }
        }
    }
}
