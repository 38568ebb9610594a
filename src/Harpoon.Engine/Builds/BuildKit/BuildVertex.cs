using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Output;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>A part of a build while it goes on.</summary>
/// <param name="number">Its number in the order of starting, from 1.</param>
/// <param name="name">BuildKit's name for it.</param>
/// <param name="takeLine">Gets each line that it writes.</param>
internal sealed class BuildVertex(int number, string name, Action<BuildVertex, string> takeLine) : IDisposable
{
    private const string CacheImport = "importing cache manifest from ";

    private readonly Dictionary<int, LineDecoder> _streams = [];

    public int Number => number;

    public string Name => name;

    /// <summary>Its place among the instructions; null where it is none's.</summary>
    public StepName? Step { get; } = StepName.Read(name);

    /// <summary>Whether the build goes on where it fails: BuildKit does without a cache that isn't there.</summary>
    public bool IsOptional => name.StartsWith(CacheImport, StringComparison.Ordinal);

    /// <summary>What it wrote last.</summary>
    public LastLines LastLines { get; } = new();

    /// <summary>Its transfers that were told of.</summary>
    public HashSet<string> Told { get; } = [];

    public bool IsCached { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Why it failed; null where it did not, or only because another one did.</summary>
    public string? Error { get; set; }

    /// <summary>Takes bytes that it wrote, on standard output or error.</summary>
    public void Write(TraceLog log)
    {
        if (!_streams.TryGetValue(log.Stream, out var lines))
        {
            _streams[log.Stream] = lines = new LineDecoder(TakeLine);
        }

        lines.Write(log.Message.Span);
    }

    /// <summary>It will write no more: takes last lines without line breaks.</summary>
    public void Complete()
    {
        foreach (var lines in _streams.Values)
        {
            lines.Complete();
        }
    }

    public void Dispose()
    {
        foreach (var lines in _streams.Values)
        {
            lines.Dispose();
        }
    }

    private void TakeLine(string line)
    {
        LastLines.Add(line);
        takeLine(this, line);
    }
}
