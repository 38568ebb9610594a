using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class ClassicUpToDateTests() : UpToDateTests(BuilderChoice.Classic);
