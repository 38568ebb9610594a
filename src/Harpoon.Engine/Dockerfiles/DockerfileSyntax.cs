using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A Dockerfile's instructions and stages, and what follows from them before anything is sent.</summary>
/// <param name="Escape">The character that escapes, and continues a line.</param>
/// <param name="GlobalArguments">The <c>ARG</c>s before the first <c>FROM</c>.</param>
/// <param name="Stages">The stages, in order.</param>
public sealed record DockerfileSyntax(
    char Escape,
    ImmutableArray<Instruction> GlobalArguments,
    ImmutableArray<BuildStage> Stages)
{
    /// <summary>The image that reads the Dockerfile instead of the engine (<c># syntax=</c>), which only BuildKit heeds; null for none.</summary>
    public string? Frontend { get; init; }

    /// <summary>Why it is no Dockerfile, where its frontend reads another grammar; null for one.</summary>
    public HarpoonException? Refusal { get; init; }

    /// <summary>Whether the image that reads it is none of Docker's, so that nobody here knows what it makes of it.</summary>
    public bool HasOtherGrammar => Frontend is not null && !FrontendDirective.ReadsDockerfiles(Frontend);

    /// <summary>What the engine takes, and is hardly meant.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>All instructions, in the order that the classic builder numbers them.</summary>
    public IEnumerable<Instruction> Instructions =>
        GlobalArguments.Concat(Stages.SelectMany(stage => stage.Instructions.Prepend(stage.From)));

    /// <summary>Whether an instruction reads the build context; where none does, none need be sent.</summary>
    public bool CopiesFromContext => Instructions.Any(ReadsContext);

    /// <summary>Whether an <c>ADD</c> fetches something that can change at any time; one with a variable in its source may.</summary>
    public bool AddsRemote => Instructions.Any(i =>
        i.Name == "ADD" && CopySources.Of(i).Any(s => CopySources.IsRemote(s) || s.Contains('$', StringComparison.Ordinal)));

    /// <summary>What only BuildKit understands, in order.</summary>
    public ImmutableArray<BuildKitFeature> BuildKitFeatures =>
        [.. Instructions.SelectMany(Dockerfiles.BuildKitFeatures.Of)];

    /// <summary>Parses and checks a Dockerfile.</summary>
    /// <exception cref="HarpoonException">HRP2001 to HRP2014, each at its line.</exception>
    public static DockerfileSyntax Parse(Dockerfile dockerfile) => DockerfileParser.Parse(dockerfile);

    /// <summary>The images that the build needs from elsewhere, in order, with build arguments and the defaults of <c>ARG</c> put in.</summary>
    /// <param name="buildArguments">The build arguments; a null value leaves the default.</param>
    public ImmutableArray<BaseImage> BaseImages(IReadOnlyDictionary<string, string?> buildArguments) =>
        Dockerfiles.BaseImages.Of(this, buildArguments);

    /// <summary>What the classic builder executes for a target: every stage up to it.</summary>
    /// <param name="target">The name of a stage, or its number from 0; null or empty for the last.</param>
    /// <exception cref="HarpoonException">HRP2012: there is no such stage.</exception>
    public DockerfileSyntax UpTo(string? target)
    {
        if (string.IsNullOrEmpty(target) || Refusal is not null)
        {
            return this;
        }

        var index = IndexOfStage(target);
        return index >= 0
            ? this with { Stages = Stages[..(index + 1)] }
            : throw new HarpoonException(Diagnostic.Of("HRP2012", target, StageNames()).AboutProperty("DockerBuildTarget"));
    }

    private int IndexOfStage(string target)
    {
        for (var i = 0; i < Stages.Length; i++)
        {
            if (string.Equals(Stages[i].Name, target, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        var isNumber = int.TryParse(target, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return isNumber && number < Stages.Length ? number : -1;
    }

    private string StageNames()
    {
        var names = Stages.Select((stage, i) => stage.Name ?? i.ToString(CultureInfo.InvariantCulture));
        return string.Join(", ", names);
    }

    private static bool ReadsContext(Instruction instruction) => instruction.Name switch
    {
        "COPY" => instruction.Flag("from") is null && CopySources.Of(instruction).Any(),
        "ADD" => CopySources.Of(instruction).Any(source => !CopySources.IsRemote(source)),
        "RUN" => RunMount.All(instruction).Any(mount => mount.UsesContext),
        _ => false,
    };
}
