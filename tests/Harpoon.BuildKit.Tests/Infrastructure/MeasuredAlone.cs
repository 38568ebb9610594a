namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Tests that look at what the whole process holds: no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
