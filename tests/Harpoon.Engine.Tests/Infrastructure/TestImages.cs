namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Images that the set-up made.</summary>
internal static class TestImages
{
    /// <summary>A small image with <c>/bin/sh</c>, busybox's.</summary>
    public static string Base { get; } =
        Environment.GetEnvironmentVariable("HARPOON_TEST_BASE") is { Length: > 0 } name ? name : "harpoon-test-base:latest";
}
