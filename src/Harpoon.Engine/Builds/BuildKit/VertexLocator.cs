using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.BuildKit;

/// <summary>Finds the place in the project that BuildKit talks of, by the name that it gives to a part of a build.</summary>
internal sealed class VertexLocator(ImageBuildRequest request)
{
    private const string Metadata = "[internal] load metadata for ";
    private const string From = "FROM ";
    private const string UnnamedStage = "stage-";

    private readonly Dockerfile _dockerfile = request.Dockerfile;
    private readonly DockerfileSyntax _syntax = request.Syntax;

    /// <summary>Where a line of the Dockerfile was written; null where that is not known.</summary>
    public SourceLocation? OfLine(int line) => _dockerfile.LocationOf(line);

    /// <summary>Where an error's text says that the Dockerfile is wrong; null where it names no line.</summary>
    public SourceLocation? OfError(string error) => new StepLocator(_dockerfile, _syntax).OfError(error);

    /// <summary>Where the instruction was written that a part of the build carries out; null where none is.</summary>
    public SourceLocation? OfVertex(string name) => LineOf(name) is { } line ? OfLine(line) : null;

    /// <summary>The base image that a part of the build needs; null for none.</summary>
    public BaseImage? BaseOf(string name) => request.BaseAt(LineOf(name));

    /// <summary>
    /// The base image that a part of the build is, where BuildKit says which one its registry gave; null for none, for the engine's own, and for one with instructions for
    /// each build on it, of which nobody can tell what they will do.
    /// </summary>
    public FetchedBase? FetchedBy(string name)
    {
        var step = StepName.Read(name);
        var text = step?.Instruction ?? name;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || !text.StartsWith(From, StringComparison.Ordinal) || HasTriggers(step))
        {
            return null;
        }

        var image = request.BaseAt(step is null ? LineOfImage(text[From.Length..at]) : LineOf(name));
        return image is null ? null : new FetchedBase(image.Reference, text[(at + 1)..]);
    }

    private bool HasTriggers(StepName? step) => step is not null && StageOf(step.Stage) is { } stage && step.Total > StepsOf(stage).Count;

    private int? LineOf(string name) =>
        StepName.Read(name) is { } step ? (StageOf(step.Stage) is { } stage ? LineIn(stage, step) : null)
        : name.StartsWith(Metadata, StringComparison.Ordinal) ? LineOfImage(name[Metadata.Length..])
        : null;

    private BuildStage? StageOf(string name)
    {
        if (name.Length == 0)
        {
            return _syntax.Stages[^1];
        }

        var isNumbered = name.StartsWith(UnnamedStage, StringComparison.Ordinal);
        return _syntax.Stages.FirstOrDefault(stage => string.Equals(stage.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? (isNumbered && int.TryParse(name[UnnamedStage.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                ? _syntax.Stages.ElementAtOrDefault(index)
                : null);
    }

    private int? LineIn(BuildStage stage, StepName step)
    {
        var steps = StepsOf(stage);

        // Triggers of the base image come right after it, and belong to its line.
        var triggers = step.Total - steps.Count;
        var index = step.Number <= 1 ? 0 : Math.Max(0, step.Number - 1 - triggers);
        return triggers >= 0 && index < steps.Count ? steps[index].StartLine : null;
    }

    /// <summary>The instructions that BuildKit numbers: those that make files, and the base image where it is no stage of its own.</summary>
    private List<Instruction> StepsOf(BuildStage stage)
    {
        var isFromElsewhere = stage.BaseName != "scratch"
            && !_syntax.Stages.Any(other => string.Equals(other.Name, stage.BaseName, StringComparison.OrdinalIgnoreCase));
        var steps = stage.Instructions.Where(instruction => instruction.Name is "RUN" or "COPY" or "ADD" or "WORKDIR");
        return isFromElsewhere ? [stage.From, .. steps] : [.. steps];
    }

    private int? LineOfImage(string name)
    {
        foreach (var image in _syntax.BaseImages(request.Arguments))
        {
            if (name == image.Reference || IsFull(name, image.Reference) || IsFull(name, image.Reference + ":latest"))
            {
                return image.Line;
            }
        }

        return null;
    }

    /// <summary>BuildKit names an image in full: <c>alpine</c> is <c>docker.io/library/alpine:latest</c>.</summary>
    private static bool IsFull(string name, string reference) =>
        name == reference || name == $"docker.io/{reference}" || name == $"docker.io/library/{reference}";
}
