namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Tests of what a killed process leaves: the first run after it clears that away, which has to be the test's own.</summary>
[CollectionDefinition(nameof(SweptAlone), DisableParallelization = true)]
public sealed class SweptAlone;
