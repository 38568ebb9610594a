using System.Collections.Immutable;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Fingerprints;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>All that a builder needs to build an image; decided before anything is sent.</summary>
/// <param name="Request">What the project asks for.</param>
/// <param name="Context">What is sent.</param>
/// <param name="Fingerprint">The context's state when it was scanned.</param>
/// <param name="Bases">What the engine has of the base images.</param>
internal sealed record ImageBuildPlan(
    ImageBuildRequest Request, BuildContext Context, ContextFingerprint Fingerprint, ImmutableArray<BaseImageState> Bases);
