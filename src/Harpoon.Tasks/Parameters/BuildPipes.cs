using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>What a build read of pipes, for all its tasks: the one that pushes needs the password that the one that builds has read.</summary>
internal static class BuildPipes
{
    private const string Key = "Harpoon: pipes";

    /// <summary>A build's own; gone when the build ends.</summary>
    public static PipeContents Of(IBuildEngine engine)
    {
        if (engine is not IBuildEngine4 build)
        {
            return new PipeContents();
        }

        if (build.GetRegisteredTaskObject(Key, RegisteredTaskObjectLifetime.Build) is not PipeContents contents)
        {
            contents = new PipeContents();
            build.RegisterTaskObject(Key, contents, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        return contents;
    }
}
