using Harpoon.Engine.Credentials;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Images;

namespace Harpoon.Engine.Runs;

/// <summary>Pulls the image of a run.</summary>
internal static class ImagePull
{
    /// <exception cref="HarpoonException">HRP5003, HRP5004: its registry wants another login; HRP4022: it can't be pulled.</exception>
    public static async Task ExecuteAsync(
        string image, string? platform, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        report.Message(MessageLevel.High, $"Pulling {image}.");
        var credentials = new RegistryCredentials(host, cancellationToken);
        try
        {
            var login = await credentials.FindAsync(ImageReference.Parse(image).Registry);
            credentials.TellWarnings(report);
            await using var answer = await engine.Images.PullAsync(image, platform, login, cancellationToken);
            await ReportAsync(image, answer, credentials, report, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Failure(image, e.Words, credentials), e);
        }
    }

    /// <summary>Reports the progress. That a pull failed is a message among the others, under status 200.</summary>
    internal static async Task ReportAsync(
        string image, Stream answer, RegistryCredentials credentials, IReport report, CancellationToken cancellationToken)
    {
        var progress = new TransferProgress(TimeProvider.System);
        await foreach (var message in EngineMessages.ReadAsync(answer, "pull", cancellationToken))
        {
            if (message.Error is { } error)
            {
                throw new HarpoonException(Failure(image, error, credentials));
            }

            if (progress.Line(message) is { } line)
            {
                report.Output(new OutputLine(OutputChannel.Build, line));
            }
        }
    }

    private static Diagnostic Failure(string image, string error, RegistryCredentials credentials) =>
        RegistryRefusal.Of(image, error, credentials) ?? Diagnostic.Of("HRP4022", image, error);
}
