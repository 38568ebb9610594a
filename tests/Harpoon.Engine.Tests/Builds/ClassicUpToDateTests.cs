using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Tests.Builds;

[Trait("Tier", "Smoke")]
public sealed class ClassicUpToDateTests() : UpToDateTests(BuilderChoice.Classic);
