using System.Collections.Concurrent;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>Each answer that the product asks an engine for, spoiled in each way.</summary>
public sealed class AnswerTests
{
    /// <summary>For an engine that stalls. So short, it may also run out on a busy machine, which is an error with a code as well.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1.5);

    /// <summary>What hangs is ended by it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>How many are tried side by side: nearly all of them wait.</summary>
    private const int AtATime = 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_faulty_answer_ends_in_a_coded_error_and_nothing_is_left()
    {
        var wrong = new ConcurrentQueue<string>();
        var cases = await Task.WhenAll(ProductCalls.All.Select(CasesOfAsync));
        await Parallel.ForEachAsync(cases.SelectMany(each => each), new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = Token }, async (tried, _) =>
        {
            if (await WhatIsWrongAsync(tried) is { } what)
            {
                wrong.Enqueue($"{tried.Product}: {tried.Call}, {tried.Fault}: {what}");
            }
        });

        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    /// <summary>Each call that a product makes, with each fault.</summary>
    private static async Task<IEnumerable<Case>> CasesOfAsync(string product)
    {
        await using var healthy = new FaultyEngine();
        var expected = await DoAsync(product, healthy, EngineConnector.DefaultTimeout, new RecordingReport(), Token);
        Assert.Empty(healthy.Engine.Left);
        var attaches = healthy.Calls.Contains("POST /containers/{id}/attach");
        string[] calls = [.. healthy.Calls.Distinct(), .. attaches ? [FaultyEngine.Frames] : Array.Empty<string>()];
        return from call in calls
               where product == "info" || call != "GET /_ping"
               from fault in Faults.All
               where !fault.IsAnswerTo(call)
               select new Case(product, call, fault, expected);
    }

    private static async Task<string?> WhatIsWrongAsync(Case tried)
    {
        var (product, call, fault, expected) = tried;
        await using var engine = new FaultyEngine(call, fault);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(Patience);
        var report = new RecordingReport();
        try
        {
            var told = await DoAsync(product, engine, Timeout, report, patience.Token);
            // Output that ends early looks as if a command had written no more. What the engine says of itself is shown as it says it.
            var isKnown = told == expected
                || product == "info"
                || (call.EndsWith("/attach", StringComparison.Ordinal) && told == expected.Replace("hello", "", StringComparison.Ordinal));
            if (!isKnown)
            {
                return $"succeeds with '{told}' in place of '{expected}'";
            }

            // That a service ends is of no interest once it is up.
            if (fault.IsOfAnother && !call.EndsWith("/wait", StringComparison.Ordinal) && report.Warnings.All(warning => warning.Code == "HRP1009"))
            {
                return "succeeds without a word";
            }
        }
        catch (HarpoonException e) when (!e.Diagnostics.IsEmpty)
        {
            if (e.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'))) is { } spoiled)
            {
                return $"has controls in its text: {spoiled}";
            }
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return "hangs";
        }
#pragma warning disable CA1031 // Whatever else is thrown is what is looked for.
        catch (Exception e)
        {
            return $"ends in {e}";
        }
#pragma warning restore CA1031

        // An engine that can't be asked to remove something leaves it, as does one that can't list what there is; and what is up stays. What is left with a warning, on a busy machine, is known.
        var isWarned = call is "GET /containers/json" or "GET /networks" || report.Warnings.Any(warning => warning.Code is "HRP4041" or "HRP4121" or "HRP4220");
        var isUp = report.Messages.Any(message => message.Text.Contains(" is up (", StringComparison.Ordinal));
        return product != "the rest" && !isUp && !isWarned && !call.StartsWith("DELETE ", StringComparison.Ordinal) && !await IsClearedAsync(engine, patience.Token) ? "leaves something" : null;
    }

    private static async Task<string> DoAsync(string product, FaultyEngine server, TimeSpan timeout, RecordingReport report, CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        await using var engine = await EngineConnector.ConnectAsync(
            new EndpointOptions(server.Address, TlsVerify: false, Timeout: timeout), ProductCalls.HostOf(folder.Path), report, cancellationToken);
        return await new ProductCalls(folder.Path, engine, report, cancellationToken).DoAsync(product);
    }

    /// <summary>A removal that was sent may still be under way.</summary>
    private static async Task<bool> IsClearedAsync(FaultyEngine engine, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 100 && engine.Engine.Left.Any(); look++)
        {
            await Task.Delay(20, cancellationToken);
        }

        return !engine.Engine.Left.Any();
    }

    private sealed record Case(string Product, string Call, Fault Fault, string Expected);
}
