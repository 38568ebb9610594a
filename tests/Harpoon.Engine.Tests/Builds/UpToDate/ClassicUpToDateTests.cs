using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

[Trait("Tier", "Smoke")]
public sealed class ClassicUpToDateTests() : UpToDateTests(BuilderChoice.Classic);
