using Harpoon.Engine.Builds;

namespace Harpoon.Engine.Tests.Builds;

public sealed class ClassicUpToDateTests() : UpToDateTests(BuilderChoice.Classic);
