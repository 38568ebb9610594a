using System.Runtime.CompilerServices;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>A test on a real daemon. Skipped, with the reason, where none answers; where <c>HARPOON_REQUIRE_ENGINE=1</c>, as in CI, it fails instead. Skipped on Podman, which has no BuildKit.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DaemonFactAttribute : FactAttribute
{
    public DaemonFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        // What an engine can't do is a reason to skip anywhere; that none answers is one only where nobody asked for one.
        Skip = Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") == "1" ? TestDaemon.WhyNotThis : TestDaemon.WhyNone ?? TestDaemon.WhyNotThis;
    }
}
