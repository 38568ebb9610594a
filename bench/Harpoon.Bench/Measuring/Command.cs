using System.Diagnostics;

namespace Harpoon.Bench.Measuring;

/// <summary>A program to run, whose output is read and thrown away.</summary>
internal sealed record Command(string Program, params string[] Arguments)
{
    /// <summary>What the docker CLI is told to build with: "0" is the classic builder, "1" is BuildKit, null is what it takes by itself.</summary>
    public string? BuildKit { get; init; }

    /// <summary>Variables that it gets beside this process's own.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The same with more arguments.</summary>
    public Command With(params string[] more) => this with { Arguments = [.. Arguments, .. more] };

    /// <summary>Runs it to its end; a failure is an exception that carries its output.</summary>
    public async Task<Sample> RunAsync(CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        using Process process = Process.Start(StartInfo())!;
        var tail = new OutputTail();
        Task output = tail.ReadAsync(process.StandardOutput, cancellationToken);
        Task errors = tail.ReadAsync(process.StandardError, cancellationToken);
        Task<(long PeakBytes, TimeSpan Processor)> usage = ProcessWatch.RunAsync(process.Id, cancellationToken);
        try
        {
            await Task.WhenAll(output, errors);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        TimeSpan duration = clock.Elapsed;
        var (peak, processor) = await usage;
        return process.ExitCode == 0
            ? new Sample(duration, peak) { Processor = processor, Output = tail.ToString() }
            : throw new InvalidOperationException($"'{this}' ended with {process.ExitCode}:\n{tail}");
    }

    public override string ToString() => $"{Program} {string.Join(' ', Arguments)}";

    private ProcessStartInfo StartInfo()
    {
        var start = new ProcessStartInfo(Program, Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["DOCKER_BUILDKIT"] = BuildKit,
                // A node that is reused would make every run after the first a different thing.
                ["MSBUILDDISABLENODEREUSE"] = "1",
            },
        };
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
