using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls.Live;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>Follows the classic builder's messages: reports their lines, and remembers which step they belong to.</summary>
internal sealed class ClassicBuildLog : IDisposable
{
    private const string Built = "Successfully built ";
    private const string WarningMark = "[Warning]";
    private const string Arrow = " ---> ";
    private const string Triggers = "# Executing ";
    private const string FromCache = Arrow + "Using cache";
    private const string RunningIn = Arrow + "Running in ";
    private const string Removing = "Removing intermediate container ";
    private const string PodmanArrow = "--> ";
    private const string PodmanFromCache = PodmanArrow + "Using cache ";
    private const int ShortId = 11;

    private readonly IReport _report;
    private readonly LineDecoder _lines;
    private readonly LastLines _lastLines = new();
    private readonly Dictionary<int, string> _stageImages = [];
    private TransferProgress? _pull;
    private string? _auxId;
    private string? _builtId;
    private bool _runsTriggers;
    private string? _image;
    private int _earlierStages;
    private int _firstTotal;

    public ClassicBuildLog(IReport report)
    {
        _report = report;
        _lines = new LineDecoder(TakeLine);
    }

    /// <summary>The step that was announced last; null before the first.</summary>
    public StepLine? Step { get; private set; }

    /// <summary>How many steps were announced; of a build that went well, how many there were.</summary>
    public int Steps => _earlierStages + (Step?.Total ?? 0);

    /// <summary>Which instruction of the Dockerfile, or of a stage, the last step is, from 1. A trigger of the base image belongs to its <c>FROM</c>.</summary>
    public int Instruction => Step is { } step ? Math.Max(1, step.Number - (step.Total - _firstTotal)) : 0;

    /// <summary>The base image of the last step; null if it is no <c>FROM</c>, or no image's.</summary>
    public BaseImage? BaseOf(ImageBuildRequest request, StepLocator locator) =>
        Step is { } step ? request.BaseAt(locator.LineOfStep(step.Stage, Instruction)) : null;

    /// <summary>The starts of the ids of the images that the steps which are a <c>FROM</c> are on top of, by the step's number.</summary>
    public Dictionary<int, string> UsedIds { get; } = [];

    /// <summary>The number of the last step's stage, from 0; less before the first.</summary>
    public int Stage { get; private set; } = -1;

    /// <summary>Whether the last step was at the triggers of its base, which Docker does not announce one by one.</summary>
    public bool RunsTriggers => _runsTriggers;

    /// <summary>How many steps came from the cache.</summary>
    public int CachedSteps { get; private set; }

    /// <summary>The id of the container of the step that was announced last, or what the step itself wrote for it; null if it needed none, or it is removed.</summary>
    public string? StepContainer { get; private set; }

    /// <summary>The last lines that the step wrote.</summary>
    public LastLines LastLines => _lastLines;

    /// <summary>The id of the image that was built; null as long as there is none.</summary>
    public string? ImageId => _auxId ?? _builtId;

    /// <summary>The image that the steps of a stage made so far, but for the last step, by its id, which is cut short; null for none.</summary>
    public string? ImageOf(int stage) => _stageImages.GetValueOrDefault(stage);

    /// <summary>Takes a message that is no error.</summary>
    public void Take(EngineMessage message)
    {
        _auxId = message.AuxId ?? _auxId;
        if (message.Stream is { } text)
        {
            _lines.Write(Encoding.UTF8.GetBytes(text));
        }
        else
        {
            _pull ??= new TransferProgress(PullOf(Step), _report);
            _pull.Take(message);
        }
    }

    /// <summary>The answer has ended: reports a last line that has no line break.</summary>
    public void Complete()
    {
        _lines.Complete();
        EndPull();
    }

    public void Dispose() => _lines.Dispose();

    private void TakeLine(string line)
    {
        if (line.StartsWith(WarningMark, StringComparison.Ordinal))
        {
            _report.Warning(Diagnostic.Of("HRP3015", line[WarningMark.Length..].Trim()));
            return;
        }

        Follow(line);
        _report.Output(new OutputLine(OutputChannel.Build, line));
    }

    private void Follow(string line)
    {
        var image = ImageIn(line);
        if (StepLine.Read(line) is { } step && IsNext(step))
        {
            EndImage();
            Stage = step.Stage - 1 ?? (step.Instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase) ? Stage + 1 : Stage);
            _earlierStages += step.Number == 1 ? Step?.Total ?? 0 : 0;
            _firstTotal = step.Number == 1 ? step.Total : _firstTotal;
            Step = step;
            StepContainer = null;
            _runsTriggers = false;
            _lastLines.Clear();
            EndPull();
        }
        else if (line == FromCache || IsPodmans(line, PodmanFromCache))
        {
            CachedSteps++;
        }
        else if (IdOfBase(line) is { } id)
        {
            UsedIds.TryAdd(Step!.Value.Number, id);
        }
        else if (line.StartsWith(RunningIn, StringComparison.Ordinal))
        {
            StepContainer = ContainerIds.IsShort(line[RunningIn.Length..]) ? line[RunningIn.Length..] : null;
        }
        else if (line.StartsWith(Removing, StringComparison.Ordinal))
        {
            StepContainer = null;
        }
        else if (!line.StartsWith(Arrow, StringComparison.Ordinal) && !IsPodmans(line, PodmanArrow) && line.Length > 0)
        {
            _runsTriggers |= line.StartsWith(Triggers, StringComparison.Ordinal);
            _builtId = line.StartsWith(Built, StringComparison.Ordinal) ? line[Built.Length..] : _builtId;
            _lastLines.Add(line);
        }

        _image = image ?? _image;
    }

    /// <summary>The image that a step pulls, which is mostly its base.</summary>
    private static string PullOf(StepLine? step)
    {
        string[] words = step?.Instruction.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var image = words is ["FROM", .. var rest] ? Array.Find(rest, word => !word.StartsWith("--", StringComparison.Ordinal)) : null;
        return $"Pulling {image ?? "an image"}";
    }

    private void EndPull()
    {
        _pull?.Complete();
        _pull = null;
    }

    /// <summary>A step that is a <c>FROM</c> writes nothing of its own, so the id after it is the builder's word. After triggers it is the id of what they made.</summary>
    private string? IdOfBase(string line) =>
        Step is { Stage: null } step && !_runsTriggers && step.Instruction.StartsWith("FROM ", StringComparison.OrdinalIgnoreCase)
        && line.StartsWith(Arrow, StringComparison.Ordinal) && line.Length > Arrow.Length && line.Skip(Arrow.Length).All(char.IsAsciiHexDigitLower)
            ? line[Arrow.Length..]
            : null;

    /// <summary>The builder writes an image's id last of all that a step writes, so that one that the step itself wrote is replaced by it.</summary>
    private void EndImage()
    {
        if (_image is { } id)
        {
            _stageImages[Stage] = id;
            _image = null;
        }
    }

    private static string? ImageIn(string line)
    {
        var start = line.StartsWith(Arrow, StringComparison.Ordinal) ? Arrow.Length
            : line.StartsWith(PodmanFromCache, StringComparison.Ordinal) ? PodmanFromCache.Length
            : line.StartsWith(PodmanArrow, StringComparison.Ordinal) ? PodmanArrow.Length
            : 0;
        return start > 0 && line.Length - start >= ShortId && line.Skip(start).All(char.IsAsciiHexDigitLower) ? line[start..] : null;
    }

    /// <summary>A program that is run by a step may write the same words; it will hardly guess the next number.</summary>
    private bool IsNext(StepLine step) =>
        Step is not { } last ? step.Number == 1
        : step.Stage != last.Stage ? step.Stage > last.Stage && step.Number == 1
        : step.Number == last.Number + 1 && (step.Total == last.Total || step.Stage is not null && step.Total > last.Total);

    private bool IsPodmans(string line, string mark) => Step is { Stage: not null } && line.StartsWith(mark, StringComparison.Ordinal);
}
