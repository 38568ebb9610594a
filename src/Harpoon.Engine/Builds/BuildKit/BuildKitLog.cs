using System.Globalization;
using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>
/// Follows BuildKit's progress and reports it in lines. Parts of a build go on side by side: each line belongs to the part whose header came last, and a header
/// is repeated where another part gets to speak. What comes after a part's end has its number.
/// </summary>
internal sealed class BuildKitLog(IReport report, VertexLocator locator) : IDisposable
{
    private const string CanceledMark = "context canceled";

    private readonly Dictionary<string, BuildVertex> _vertexes = new(StringComparer.Ordinal);
    private BuildVertex? _speaking;

    /// <summary>The id of the image that was built; null as long as there is none.</summary>
    public string? ImageId { get; private set; }

    /// <summary>How many steps the stages have that were built.</summary>
    public int Steps => StepName.CountAll(_vertexes.Values.Select(vertex => vertex.Step).OfType<StepName>());

    /// <summary>How many of them came from the cache.</summary>
    public int CachedSteps => _vertexes.Values.Count(vertex => vertex.Step is not null && vertex.IsCached);

    /// <summary>The digests of the base images that BuildKit fetched, by what the Dockerfile calls them.</summary>
    public Dictionary<string, string> FetchedBases { get; } = new(StringComparer.Ordinal);

    /// <summary>What failed, and made the build fail; null where nothing did.</summary>
    public BuildVertex? Failed => _vertexes.Values.Where(vertex => vertex is { Error: not null, IsOptional: false }).MinBy(vertex => vertex.Number);

    /// <summary>Takes a message that is no error.</summary>
    public void Take(BuildReply reply)
    {
        ImageId = reply.ImageId ?? ImageId;
        if (reply.Trace is not { } trace)
        {
            return;
        }

        // What a vertex wrote last may come in one message with its end.
        foreach (var vertex in trace.Vertexes)
        {
            Note(locator.FetchedBy(vertex.Name));
            Start(vertex);
        }

        TakeOutput(trace);
        foreach (var vertex in trace.Vertexes)
        {
            End(vertex);
        }

        foreach (var warning in trace.Warnings)
        {
            report.Warning(BuildKitWarning.Of(warning, locator));
        }
    }

    /// <summary>The answer has ended: reports last lines that have no line break.</summary>
    public void Complete()
    {
        foreach (var vertex in _vertexes.Values)
        {
            vertex.Complete();
        }
    }

    public void Dispose()
    {
        foreach (var vertex in _vertexes.Values)
        {
            vertex.Dispose();
        }
    }

    private void TakeOutput(TraceUpdate trace)
    {
        foreach (var status in trace.Statuses)
        {
            if (status is { Completed: not null, Current: > 0 }
                && _vertexes.TryGetValue(status.Vertex, out var vertex)
                && vertex.Told.Add(status.Id))
            {
                Say(vertex, $"{status.Id} {BuildSummary.Size(status.Current)}");
            }
        }

        foreach (var log in trace.Logs)
        {
            if (_vertexes.TryGetValue(log.Vertex, out var vertex))
            {
                vertex.Write(log);
            }
        }
    }

    /// <summary>A base image of which nothing is needed but its name is told of, and never starts.</summary>
    private void Note(FetchedBase? fetched)
    {
        if (fetched is not null)
        {
            FetchedBases[fetched.Reference] = fetched.Digest;
        }
    }

    private void Start(TraceVertex vertex)
    {
        if (_vertexes.ContainsKey(vertex.Digest) || vertex is { Started: null, IsCached: false })
        {
            return;
        }

        var started = new BuildVertex(_vertexes.Count + 1, vertex.Name, Say);
        _vertexes[vertex.Digest] = started;
        if (!vertex.IsCached)
        {
            Introduce(started);
        }
    }

    private void End(TraceVertex vertex)
    {
        if (!_vertexes.TryGetValue(vertex.Digest, out var known))
        {
            return;
        }

        if (!IsCanceled(vertex))
        {
            known.Error ??= vertex.Error;
        }

        if (known.IsDone || vertex is { Completed: null, IsCached: false })
        {
            return;
        }

        known.Complete();
        known.IsDone = true;
        known.IsCached = vertex.IsCached;
        Print(Ending(known, vertex));
        _speaking = null;
    }

    /// <summary>Whether it ended only because another part failed, or the whole build was given up.</summary>
    private static bool IsCanceled(TraceVertex vertex) => vertex.Error?.Contains(CanceledMark, StringComparison.Ordinal) == true;

    private static string Ending(BuildVertex known, TraceVertex vertex) =>
        vertex.IsCached ? $"{Header(known)} CACHED"
        : IsCanceled(vertex) ? Numbered(known, "CANCELED")
        : vertex.Error is { } error ? Numbered(known, known.IsOptional ? $"FAILED: {error}" : "FAILED")
        : Numbered(known, string.Create(CultureInfo.InvariantCulture, $"DONE {(vertex.Completed - vertex.Started)?.TotalSeconds ?? 0:0.0} s"));

    private void Say(BuildVertex vertex, string line)
    {
        // What is told of it after its end does not open it again.
        if (vertex.IsDone)
        {
            line = Numbered(vertex, line);
        }
        else if (_speaking != vertex)
        {
            Introduce(vertex);
        }

        Print(line);
    }

    private void Introduce(BuildVertex vertex)
    {
        _speaking = vertex;
        Print(Header(vertex));
    }

    private static string Header(BuildVertex vertex) => Numbered(vertex, vertex.Name);

    private static string Numbered(BuildVertex vertex, string text) => string.Create(CultureInfo.InvariantCulture, $"#{vertex.Number} {text}");

    private void Print(string line) => report.Output(new OutputLine(OutputChannel.Build, line));
}
