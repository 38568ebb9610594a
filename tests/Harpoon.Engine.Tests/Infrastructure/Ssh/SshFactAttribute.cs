using System.Runtime.CompilerServices;

namespace Harpoon.Engine.Tests.Infrastructure.Ssh;

/// <summary>A test on the tests' engine by an sshd of the tests' own; skipped, with the reason, where one can't be had, and failing instead where <c>HARPOON_REQUIRE_ENGINE=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SshFactAttribute : FactAttribute
{
    public SshFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") != "1")
        {
            Skip = SshServer.WhyNot ?? EngineAvailability.WhyNone;
        }
    }
}
