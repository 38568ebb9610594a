using System.Collections.Immutable;
using System.Globalization;
using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>
/// Finds the place in the project that BuildKit talks of, by the name that it gives to a part of a build. Its numbers alone are not enough: triggers of a base image are
/// counted or not, and a <c>WORKDIR /</c> is counted and never numbered. So the text has to be that of one instruction; of several that are alike, none is chosen.
/// </summary>
internal sealed class VertexLocator
{
    private const string Metadata = "[internal] load metadata for ";
    private const string From = "FROM ";
    private const string NamedContext = "[context ";
    private const string GitLoad = "[internal] load git source ";
    private const string Trigger = "ONBUILD ";

    private readonly ImageBuildRequest _request;
    private readonly DockerfileReading _reading;
    private readonly ImmutableArray<Instruction> _triggers;

    /// <param name="request">What is built.</param>
    /// <param name="triggers">What the base images hold for the build, each at the line of its <c>FROM</c>, as far as that is known.</param>
    public VertexLocator(ImageBuildRequest request, IEnumerable<Instruction>? triggers = null)
    {
        _request = request;
        _triggers = [.. triggers ?? []];
        _reading = request.Reading;
    }

    /// <summary>Where the Dockerfile was written: the place of what is at no line.</summary>
    public SourceLocation? Start => _request.Dockerfile.Start;

    /// <summary>Where a line of the Dockerfile was written; null if that is not known.</summary>
    public SourceLocation? OfLine(int line) => _request.Dockerfile.LocationOf(line);

    /// <summary>Where the cause of a failed step is. BuildKit's own word goes first, but for an instruction of another stage's <c>ONBUILD</c>: it names the <c>FROM</c> then.</summary>
    public SourceLocation? OfFailure(string name, IEnumerable<SolveSource> sources) =>
        StepName.Read(name)?.Instruction.StartsWith(Trigger, StringComparison.Ordinal) == true
            ? OfVertex(name) ?? OfSources(sources)
            : OfSources(sources) ?? OfVertex(name);

    /// <summary>The line of the Dockerfile that <see cref="OfFailure"/> means; null if it is not known.</summary>
    public int? LineOfFailure(string name, IEnumerable<SolveSource> sources)
    {
        var isTrigger = StepName.Read(name)?.Instruction.StartsWith(Trigger, StringComparison.Ordinal) == true;
        int? named = sources.Where(source => source.FileName == ContextContents.ServedDockerfile).SelectMany(source => source.Ranges).FirstOrDefault() is { } range ? range.StartLine : null;
        return isTrigger ? LineOf(name) ?? named : named ?? LineOf(name);
    }

    /// <summary>Where BuildKit says that the cause is in the Dockerfile; null if it names no line of it.</summary>
    public SourceLocation? OfSources(IEnumerable<SolveSource> sources) => sources
        .Where(source => source.FileName == ContextContents.ServedDockerfile)
        .SelectMany(source => source.Ranges)
        .Select(range => OfLine(range.StartLine))
        .FirstOrDefault(location => location is not null);

    /// <summary>Where an error's text says that the Dockerfile is wrong; null if it names no line.</summary>
    public SourceLocation? OfError(string error) => new StepLocator(_request.Dockerfile, _request.Syntax).OfError(error);

    /// <summary>Where the instruction was written that a part of the build carries out; null if none is.</summary>
    public SourceLocation? OfVertex(string name) => LineOf(name) is { } line ? OfLine(line) : null;

    /// <summary>The base image that a part of the build needs; null for none.</summary>
    public BaseImage? BaseOf(string name) => _request.BaseAt(LineOf(name));

    /// <summary>The image that BuildKit says a part of the build is, by its full name; null for none.</summary>
    public static ImageReference? ImageOf(string name)
    {
        var text = StepName.Read(name)?.Instruction ?? name;
        var image = text.StartsWith(From, StringComparison.Ordinal) ? text[From.Length..]
            : name.StartsWith(Metadata, StringComparison.Ordinal) ? name[Metadata.Length..]
            : "";
        var reference = ImageReference.Split(image);
        return ImageReference.TryParse((reference with { Digest = null }).ToString(), out _) ? reference : null;
    }

    /// <summary>
    /// The base image that a part of the build is, where BuildKit says which one its registry gave; null for none, for the engine's own, and for one with instructions for
    /// each build on it, whose effect is unknown.
    /// </summary>
    public FetchedBase? FetchedBy(string name)
    {
        var step = StepName.Read(name);
        return (step?.Instruction ?? name).StartsWith(From, StringComparison.Ordinal)
            && ImageOf(name) is { Digest: { } digest } used
            && !(step is not null && Steps(step.Stage).Any(stage => step.Total > stage.Numbered.Length))
            && NamedAs(used) is { } image
            ? new FetchedBase(image.Reference, digest)
            : null;
    }

    /// <summary>The base image that an image which BuildKit names is; null for none of those that the Dockerfile names.</summary>
    public BaseImage? NamedAs(ImageReference used) => _reading.Bases.FirstOrDefault(
        image => ImageReference.TryParse(image.Reference, out var named) && named.IsSameAs(used));

    private int? LineOf(string name) =>
        StepName.Read(name) is { } step ? LineOf(step)
        : ContextOf(name) is { } context ? _reading.Contexts.FirstOrDefault(use => use.Context.Name == context)?.Line
        : name.StartsWith(GitLoad, StringComparison.Ordinal) ? _reading.Contexts.FirstOrDefault(use => use.Context.Source == name[GitLoad.Length..])?.Line
        : ImageOf(name) is { } used ? NamedAs(used)?.Line
        : null;

    /// <summary>The named context that a part of the build brings, <c>[context NAME] load from client</c>; null for none. A platform may follow the name.</summary>
    private static string? ContextOf(string name) =>
        name.StartsWith(NamedContext, StringComparison.Ordinal) && name.IndexOf("] ", StringComparison.Ordinal) is > 0 and var end
            ? name[NamedContext.Length..end].Split("::", 2)[0]
            : null;

    private int? LineOf(StepName step)
    {
        ImmutableArray<StageSteps> stages = [.. Steps(step.Stage).Where(stage => stage.Numbered.Length <= step.Total)];
        var isTrigger = step.Instruction.StartsWith(Trigger, StringComparison.Ordinal);
        var text = isTrigger ? step.Instruction[Trigger.Length..] : step.Instruction;
        var found = stages.SelectMany(stage => isTrigger ? stage.Triggers : text.StartsWith(From, StringComparison.Ordinal) ? stage.Base : stage.Numbered.AddRange(stage.Triggers))
            .Where(instruction => instruction.Name == "FROM" || StepText.IsOf(instruction, text))
            .Where(instruction => (instruction.Name == "FROM") == text.StartsWith(From, StringComparison.Ordinal))
            .ToImmutableArray();
        return found.Select(instruction => instruction.StartLine).Distinct().ToArray() switch
        {
            [var only] => only,
            [] => stages is [{ Base: [var image] } stage] && (isTrigger || stage.Lacks(step)) ? image.StartLine : null,
            _ => stages is [{ IsCertain: true } stage] && stage.Numbered.Length == step.Total && step.Number <= step.Total
                && stage.At(step.Number) is { } numbered && found.Contains(numbered) ? numbered.StartLine : null,
        };
    }

    /// <summary>The stages that BuildKit may call so: one without a name is <c>stage-1</c>, and so may another be; the only one has no name in BuildKit's words.</summary>
    private IEnumerable<StageSteps> Steps(string name)
    {
        for (var index = 0; index < _reading.Stages.Length; index++)
        {
            var stage = _reading.Stages[index];
            var shown = stage.Stage.Name ?? string.Create(CultureInfo.InvariantCulture, $"stage-{index}");
            if (name.Length == 0 ? index == _reading.Stages.Length - 1 : shown.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                yield return StageSteps.Of(stage, _triggers);
            }
        }
    }
}

/// <summary>What BuildKit numbers in a stage.</summary>
/// <param name="Base">The <c>FROM</c> of an image from elsewhere; empty for one of a stage or of nothing.</param>
/// <param name="Triggers">What the stage or image that it is on top of holds for it.</param>
/// <param name="Numbered">The base, and the stage's own instructions that make files.</param>
internal sealed record StageSteps(ImmutableArray<Instruction> Base, ImmutableArray<Instruction> Triggers, ImmutableArray<Instruction> Numbered)
{
    /// <summary>Whether the numbers are surely those that BuildKit gives, as far as the stage shows it: no triggers, and no folder that may be there already.</summary>
    public bool IsCertain => Triggers.IsEmpty && !Numbered.Any(instruction => instruction.Name == "WORKDIR" && !IsSurelyMade(instruction.Arguments));

    /// <summary>Whether the base is a named context, which is counted and has no number.</summary>
    public bool IsOnContext { get; init; }

    /// <summary>The instruction of a number; null for none.</summary>
    public Instruction? At(int number) => Numbered.ElementAtOrDefault(number - (IsOnContext ? 0 : 1));

    /// <param name="stage">The stage.</param>
    /// <param name="ofBases">What base images hold, each at the line of the <c>FROM</c>.</param>
    public static StageSteps Of(StageReading stage, ImmutableArray<Instruction> ofBases)
    {
        ImmutableArray<Instruction> image = stage.Parent is null && stage.BaseName != "scratch" ? [stage.Stage.From] : [];
        return new StageSteps(image, [.. stage.Triggers, .. ofBases.Where(trigger => image.Any(from => from.StartLine == trigger.StartLine))], [.. image, .. stage.Stage.Instructions.Where(MakesFiles)])
        {
            IsOnContext = stage.Context is not null,
        };
    }

    /// <summary>Whether a step that is none of the stage's instructions is surely a trigger of its base image: it is one too many, or of a kind that the stage has not.</summary>
    public bool Lacks(StepName step) =>
        step.Total > Numbered.Length || step.Number > step.Total
        || !Numbered.Any(instruction => step.Instruction.StartsWith(instruction.Name + " ", StringComparison.OrdinalIgnoreCase));

    private static bool MakesFiles(Instruction instruction) => instruction.Name is "RUN" or "COPY" or "ADD" or "WORKDIR";

    private static bool IsSurelyMade(string folder) =>
        folder.Length > 1 && folder[0] == '/' && char.IsAsciiLetterOrDigit(folder[1]) && !folder.Contains("..", StringComparison.Ordinal);
}

/// <summary>A base image that BuildKit got from its registry.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Digest">The digest that the registry knows it by.</param>
internal sealed record FetchedBase(string Reference, string Digest);
