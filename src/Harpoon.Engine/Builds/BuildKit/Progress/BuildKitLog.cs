using System.Globalization;
using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>
/// Follows BuildKit's progress and reports it in lines. Parts of a build go on side by side: each line belongs to the part whose header came last, and a header
/// is repeated where another part gets to speak. What comes after a part's end has its number. BuildKit's housekeeping is left out, unless it takes long.
/// </summary>
/// <param name="report">Is given each message.</param>
/// <param name="locator">Knows where the steps were written.</param>
/// <param name="time">Measures how long housekeeping takes.</param>
internal sealed class BuildKitLog(IReport report, VertexLocator locator, TimeProvider time) : IDisposable
{
    private const string CanceledMark = "context canceled";
    private const string DigestMark = "sha256:";

    /// <summary>How long housekeeping may take before it is reported.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, BuildVertex> _vertexes = new(StringComparer.Ordinal);
    private BuildVertex? _speaking;
    private int _numbered;

    /// <summary>How large the build context is, in bytes: the engine may have some of it already.</summary>
    public long ContextSize { get; init; }

    /// <summary>How many steps the stages have that were built.</summary>
    public int Steps => StepName.CountAll(_vertexes.Values.Select(vertex => vertex.Step).OfType<StepName>());

    /// <summary>How many of them came from the cache.</summary>
    public int CachedSteps => _vertexes.Values.Count(vertex => vertex.Step is not null && vertex.IsCached);

    /// <summary>The digests of the base images that BuildKit fetched, by what the Dockerfile calls them.</summary>
    public Dictionary<string, string> FetchedBases { get; } = new(StringComparer.Ordinal);

    /// <summary>The images that BuildKit says it used and that were not found in the Dockerfile.</summary>
    public HashSet<string> UnreadBases { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets each image that BuildKit says it needs.</summary>
    public Action<ImageReference> Named { get; init; } = _ => { };

    /// <summary>Whether the build goes on without a part of it, by the part's digest.</summary>
    public Predicate<string> IsOptional { get; init; } = _ => false;

    /// <summary>What failed, and made the build fail; null if nothing did.</summary>
    /// <param name="digest">The digest of the step that failed, if BuildKit says it.</param>
    public BuildVertex? Failed(string? digest = null)
    {
        // The progress may still go on.
        lock (_lock)
        {
            return At(digest) ?? _vertexes.Values.Where(vertex => vertex is { Error: not null, IsOptional: false }).MinBy(vertex => vertex.Order);
        }
    }

    /// <summary>The step with a digest, if it failed; null otherwise.</summary>
    public BuildVertex? FailedAt(string digest)
    {
        lock (_lock)
        {
            return At(digest);
        }
    }

    /// <summary>Whether the step with a digest came to its end.</summary>
    public bool HasEnded(string digest)
    {
        lock (_lock)
        {
            return _vertexes.GetValueOrDefault(digest)?.IsDone == true;
        }
    }

    /// <summary>Why a cache could not be read; null if it could.</summary>
    /// <param name="name">What BuildKit's name of the cache starts with.</param>
    public string? FailedImport(string name)
    {
        lock (_lock)
        {
            return _vertexes.Values.FirstOrDefault(vertex => vertex.IsImportOf(name) && vertex.Error is not null)?.Error;
        }
    }

    /// <summary>Reports what has happened since.</summary>
    public void Take(TraceUpdate trace)
    {
        lock (_lock)
        {
            Add(trace);
        }
    }

    /// <summary>Time has passed: reports housekeeping that takes long. May be called beside the others.</summary>
    public void Tick()
    {
        lock (_lock)
        {
            foreach (var vertex in _vertexes.Values.Where(vertex => vertex is { Number: null, IsDone: false } && time.GetElapsedTime(vertex.Since) > Long))
            {
                Introduce(vertex);
            }
        }
    }

    /// <summary>The build has ended: reports last lines that have no line break.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            foreach (var vertex in _vertexes.Values)
            {
                vertex.Complete();
                EndProgress(vertex);
            }
        }
    }

    public void Dispose()
    {
        foreach (var vertex in _vertexes.Values)
        {
            vertex.Dispose();
        }
    }

    private BuildVertex? At(string? digest) => digest is not null && _vertexes.GetValueOrDefault(digest) is { Error: not null } vertex ? vertex : null;

    private void Add(TraceUpdate trace)
    {
        // What a vertex wrote last may come in one message with its end.
        foreach (var vertex in trace.Vertexes)
        {
            Note(locator.FetchedBy(vertex.Name));
            NoteImage(VertexLocator.ImageOf(vertex.Name));

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

    private void TakeOutput(TraceUpdate trace)
    {
        foreach (var status in trace.Statuses)
        {
            if (_vertexes.TryGetValue(status.Vertex, out var vertex))
            {
                TakeStatus(status, vertex);
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

    private void TakeStatus(TraceStatus status, BuildVertex vertex)
    {
        if (!vertex.IsDone && vertex.Progress(status, ContextSize) is { } progress)
        {
            report.Progress(progress);
        }

        if (status is { Completed: not null, Current: > 0 } && vertex.Reported.Add(status.Id))
        {
            var line = $"{Short(status.Id)} {ByteCount.Of(status.Current)}";
            if (vertex is { Number: null, IsHousekeeping: true })
            {
                vertex.Untold.Add(line);
            }
            else
            {
                Say(vertex, line);
            }
        }
    }

    /// <summary>A layer's digest is nearly a line's width.</summary>
    private static string Short(string id)
    {
        var end = id.IndexOf(DigestMark, StringComparison.Ordinal) + DigestMark.Length;
        return end < DigestMark.Length ? id : id[..end] + ImageIds.Shorten(id[end..]);
    }

    /// <summary>A base image of which only the name is needed is announced, and never starts.</summary>
    private void Note(FetchedBase? fetched)
    {
        if (fetched is not null)
        {
            FetchedBases[fetched.Reference] = fetched.Digest;
        }
    }

    private void NoteImage(ImageReference? used)
    {
        if (used is null)
        {
            return;
        }

        Named(used);
        if (locator.NamedAs(used) is null)
        {
            UnreadBases.Add(used.ToString());
        }
    }

    private void Start(TraceVertex vertex)
    {
        if (_vertexes.TryGetValue(vertex.Digest, out var known))
        {
            Restart(known, vertex);
            return;
        }

        if (vertex is { Started: null, IsCached: false })
        {
            return;
        }

        var started = new BuildVertex(_vertexes.Count, vertex.Name, Say) { Since = time.GetTimestamp(), IsOptionalExport = IsOptional(vertex.Digest) };
        _vertexes[vertex.Digest] = started;
        if (vertex is { IsCached: false } && !started.IsHousekeeping)
        {
            Introduce(started);
        }
    }

    /// <summary>BuildKit sometimes ends the load of a context at once and starts it again: the transfer comes after that.</summary>
    private void Restart(BuildVertex known, TraceVertex vertex)
    {
        if (known is { IsDone: true, Number: null, IsHousekeeping: true } && vertex is { Started: not null, Completed: null, IsCached: false })
        {
            known.IsDone = false;
            known.Since = time.GetTimestamp();
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
        EndProgress(known);
        if (known.Number is null && IsWorthReporting(known, vertex))
        {
            Introduce(known);
        }

        known.IsDone = true;
        known.IsCached = vertex.IsCached;
        if (known.Number is not null || vertex.IsCached && !known.IsHousekeeping)
        {
            Print(Ending(known, vertex));
            _speaking = null;
        }
    }

    private static bool IsWorthReporting(BuildVertex known, TraceVertex vertex) =>
        !vertex.IsCached && !IsCanceled(vertex) && (known.Error is not null || vertex.Completed - vertex.Started > Long);

    private void EndProgress(BuildVertex vertex)
    {
        if (!vertex.IsDone && vertex.EndProgress() is { } end)
        {
            report.Progress(end);
        }
    }

    /// <summary>Whether it ended only because another part failed, or the whole build was given up.</summary>
    private static bool IsCanceled(TraceVertex vertex) => vertex.Error?.Contains(CanceledMark, StringComparison.Ordinal) == true;

    private string Ending(BuildVertex known, TraceVertex vertex) =>
        vertex.IsCached ? $"{Header(known)} CACHED"
        : IsCanceled(vertex) ? Numbered(known, "CANCELED")
        : vertex.Error is { } error ? Numbered(known, known.IsOptional ? $"FAILED: {error}" : "FAILED")
        : Numbered(known, string.Create(CultureInfo.InvariantCulture, $"DONE {(vertex.Completed - vertex.Started)?.TotalSeconds ?? 0:0.0} s"));

    private void Say(BuildVertex vertex, string line)
    {
        // A report after its end does not open it again.
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
        foreach (var line in vertex.Untold)
        {
            Print(line);
        }

        vertex.Untold.Clear();
    }

    private string Header(BuildVertex vertex) => Numbered(vertex, vertex.Name);

    private string Numbered(BuildVertex vertex, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"#{vertex.Number ??= ++_numbered} {text}");

    private void Print(string line) => report.Output(new OutputLine(OutputChannel.Build, line));
}
