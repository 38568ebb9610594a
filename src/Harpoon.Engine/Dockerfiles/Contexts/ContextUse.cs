namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>An instruction that means a named context.</summary>
/// <param name="Context">The context.</param>
/// <param name="Line">The line of the Dockerfile.</param>
/// <param name="Written">What stands there for it; of a stage that it replaces, the stage's own base.</param>
internal sealed record ContextUse(NamedContext Context, int Line, string Written)
{
    /// <summary>The image or stage that a <c>FROM</c> would have without it; null for another instruction.</summary>
    public string? Replaced { get; init; }

    /// <summary>Whether that is a stage, which is not built then.</summary>
    public bool ReplacesStage { get; init; }
}
