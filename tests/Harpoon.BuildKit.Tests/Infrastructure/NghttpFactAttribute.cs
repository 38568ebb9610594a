using System.Runtime.CompilerServices;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>A test that needs nghttp2's clients (Debian: nghttp2-client). Skipped where they are missing; fails instead where <c>HARPOON_REQUIRE_ENGINE=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NghttpFactAttribute : FactAttribute
{
    public NghttpFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = WhyNot;
    }

    /// <summary>Why such a test is skipped; null if it runs.</summary>
    public static string? WhyNot => Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") == "1" || ProgramRun.Exists("h2load")
        ? null
        : "nghttp2's clients are not installed (Debian: nghttp2-client).";
}
