using Harpoon.Engine.Builds;

namespace Harpoon.Engine.Tests.Builds;

[Trait("Tier", "Smoke")]
public sealed class ClassicUpToDateTests() : UpToDateTests(BuilderChoice.Classic);
