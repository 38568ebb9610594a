namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>
/// Tests that run one after the other, since they build on images with the same layers under different names: BuildKit reports such a base to builds that go
/// on together by one of the names, and the others count as changed.
/// </summary>
internal static class BuildKitBases
{
    public const string Collection = "BuildKit's bases";
}
