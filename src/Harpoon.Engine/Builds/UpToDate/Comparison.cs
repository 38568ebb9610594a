using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>What a build knows before it does anything.</summary>
/// <param name="Plan">What would be built.</param>
/// <param name="State">What the engine has.</param>
/// <param name="Inputs">The digest of what the project gives.</param>
/// <param name="Stamp">The last build that went well; null if none is known.</param>
/// <param name="Reason">Why there is something to build; null if there is nothing.</param>
internal sealed record Comparison(ImageBuildPlan Plan, EngineState State, string Inputs, BuildStamp? Stamp, string? Reason);
