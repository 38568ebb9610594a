using System.Text.RegularExpressions;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>A pull or push by an engine, from its call to the last of its messages, tried again where that may help.</summary>
internal static partial class Transfer
{
    /// <summary>Does it, and reports its progress.</summary>
    /// <param name="work">What it is, as the start of a sentence: <c>Pulling alpine:3.22</c>.</param>
    /// <param name="call">Calls the engine, which answers with messages.</param>
    /// <param name="report">Gets messages about it.</param>
    /// <param name="time">Paces the progress and the attempts.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The digest that the engine reported; null if it reported none.</returns>
    /// <exception cref="TransferException">It failed for good, or as often as it was tried.</exception>
    public static Task<string?> RunAsync(
        string work, Func<Task<Stream>> call, IReport report, TimeProvider time, CancellationToken cancellationToken)
    {
        report.Message(MessageLevel.High, $"{work}.");
        return TransferRetry.RunAsync(work, () => AttemptAsync(work, call, report, cancellationToken), report, time, cancellationToken);
    }

    private static async Task<string?> AttemptAsync(string work, Func<Task<Stream>> call, IReport report, CancellationToken cancellationToken)
    {
        try
        {
            await using var answer = await call();
            return await FollowAsync(work, answer, report, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            throw new TransferException(e.ResponseMessage, e.Status, e);
        }
    }

    /// <summary>Reports the progress. That it failed is a message among the others, under status 200.</summary>
    internal static async Task<string?> FollowAsync(string work, Stream answer, IReport report, CancellationToken cancellationToken)
    {
        var progress = new TransferProgress(work, report);
        string? digest = null;
        var hasBegun = false;
        try
        {
            await foreach (var message in EngineMessages.ReadAsync(answer, "pull or push", cancellationToken))
            {
                if (message.Error is { } error)
                {
                    throw new TransferException(error);
                }

                hasBegun |= message.Status is not null;
                digest = message.AuxDigest ?? DigestIn(message.Status) ?? digest;
                progress.Take(message);
            }
        }
        finally
        {
            progress.Complete();
        }

        // An engine says at least what it did: that there was nothing to do.
        return hasBegun ? digest : throw new HarpoonException(Diagnostic.Of("HRP3005", "pull or push", DiagnosticTexts.Format("Detail.AnswerEmpty")));
    }

    // "Digest: sha256:…" after a pull, "1.0: digest: sha256:… size: 528" after a push.
    private static string? DigestIn(string? status) => status is not null && StatusDigest().Match(status) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("\\bdigest: (sha256:[0-9a-f]{64})\\b", RegexOptions.IgnoreCase)]
    private static partial Regex StatusDigest();
}
