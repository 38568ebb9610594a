using Harpoon.Tasks.Logging;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Infrastructure;

/// <summary>Makes the pieces that tell a build what happens.</summary>
internal static class TestLog
{
    public static TaskLoggingHelper Log(IBuildEngine engine) => new(engine, "Test");

    public static LogReport Report(IBuildEngine engine, string? prefix = null) => new(engine, Log(engine), new LineStyle { Project = prefix });
}
