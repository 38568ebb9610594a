using System.Runtime.CompilerServices;

namespace Harpoon.Engine.Tests.Client.Transports.Tls;

/// <summary>A test on a TLS daemon of the tests' own; skipped, with the reason, where there can't be one, and failing instead where <c>HARPOON_REQUIRE_ENGINE=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TlsDaemonFactAttribute : FactAttribute
{
    public TlsDaemonFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") != "1")
        {
            Skip = TlsDaemon.WhyNot;
        }
    }
}
