using System.Runtime.CompilerServices;

namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>A test beside the docker CLI. It is skipped where there is none, and fails instead where <c>HARPOON_REQUIRE_ENGINE=1</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DockerCliFactAttribute : FactAttribute
{
    public DockerCliFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (!File.Exists(DockerCommand.Path) && Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") != "1")
        {
            Skip = $"There is no docker CLI at {DockerCommand.Path} to compare with.";
        }
    }
}
