using Harpoon.BuildKit.Tracing;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>A part of a build while it goes on.</summary>
/// <param name="order">Its place in the order of starting.</param>
/// <param name="name">BuildKit's name for it.</param>
/// <param name="takeLine">Gets each line that it writes.</param>
internal sealed class BuildVertex(int order, string name, Action<BuildVertex, string> takeLine) : IDisposable
{
    private const string CacheImport = "importing cache manifest from ";
    private const string ContextLoad = "[internal] load build context";
    private const string NamedContext = "[context ";
    private const string NamedContextLoad = "] load from client";
    private const string From = "FROM ";
    private const string Layer = "sha256:";

    private readonly Dictionary<int, LineDecoder> _streams = [];
    private VertexProgress? _progress;

    public int Order => order;

    public string Name => name;

    /// <summary>Its number in the output, from 1; null as long as nothing was said of it.</summary>
    public int? Number { get; set; }

    /// <summary>Its place among the instructions; null if it is none's.</summary>
    public StepName? Step { get; } = StepName.Read(name);

    /// <summary>Whether it is no instruction's, and so worth a line only where it takes long, fails, or has something to say.</summary>
    public bool IsHousekeeping => Step is null;

    /// <summary>Whether the build goes on where it fails: BuildKit does without a cache that isn't there.</summary>
    public bool IsOptional => IsImportOf("") || IsOptionalExport;

    /// <summary>Whether it writes a cache that the build can do without.</summary>
    public bool IsOptionalExport { get; init; }

    /// <summary>When it was reported as started.</summary>
    public long Since { get; set; }

    /// <summary>What it wrote last.</summary>
    public LastLines LastLines { get; } = new();

    /// <summary>Its transfers that were reported.</summary>
    public HashSet<string> Reported { get; } = [];

    /// <summary>Those that will be, if the part itself is reported.</summary>
    public List<string> Untold { get; } = [];

    public bool IsCached { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Why it failed; null if it did not, or only because another one did.</summary>
    public string? Error { get; set; }

    /// <summary>Whether it reads a cache.</summary>
    /// <param name="cache">What BuildKit's name of the cache starts with.</param>
    public bool IsImportOf(string cache) => name.StartsWith(CacheImport + cache, StringComparison.Ordinal);

    /// <summary>How far it is with what it fetches; null for what fetches nothing that counts.</summary>
    /// <param name="part">What BuildKit reports.</param>
    /// <param name="contextSize">How large the build context is.</param>
    public TransferStatus? Progress(TraceStatus part, long contextSize)
    {
        var isLayer = part.Id.StartsWith(Layer, StringComparison.Ordinal) && Step?.Instruction.StartsWith(From, StringComparison.Ordinal) == true;
        _progress ??= name == ContextLoad ? new VertexProgress(ContextUpload.Name) { Most = contextSize }
            : NamedContextOf(name) is { } context ? new VertexProgress($"Sending the named context {context}")
            : isLayer ? new VertexProgress($"Pulling {Step!.Instruction[From.Length..].Split('@')[0]}")
            : null;
        return isLayer || name == ContextLoad || NamedContextOf(name) is not null ? _progress?.With(part) : null;
    }

    /// <summary>That has ended; null if there was none.</summary>
    public TransferStatus? EndProgress() => _progress?.End();

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

    private static string? NamedContextOf(string name) =>
        name.StartsWith(NamedContext, StringComparison.Ordinal) && name.EndsWith(NamedContextLoad, StringComparison.Ordinal)
            ? name[NamedContext.Length..^NamedContextLoad.Length]
            : null;

    private void TakeLine(string line)
    {
        LastLines.Add(line);
        takeLine(this, line);
    }
}

/// <summary>Adds up what BuildKit reports of the parts of a transfer: of the context, or of a base image's layers.</summary>
/// <param name="name">What goes on, as the start of a line.</param>
internal sealed class VertexProgress(string name)
{
    private readonly Dictionary<string, TraceStatus> _parts = new(StringComparer.Ordinal);

    /// <summary>The most that there may be, if BuildKit reports no total; null if unknown.</summary>
    public long? Most { get; init; }

    /// <summary>Takes what BuildKit reports of a part.</summary>
    public TransferStatus With(TraceStatus part)
    {
        _parts[part.Id] = part;
        var isCounted = _parts.Values.All(known => known.Total > 0);
        return Status() with
        {
            Total = isCounted ? _parts.Values.Sum(known => known.Total) : Most,
            IsAtMost = !isCounted && Most is not null,
        };
    }

    /// <summary>It has ended; null if nothing was reported of it.</summary>
    public TransferStatus? End() => _parts.Count == 0 ? null : Status() with { IsOver = true };

    private TransferStatus Status() => new(name, _parts.Values.Sum(part => part.Current), Total: null);
}
