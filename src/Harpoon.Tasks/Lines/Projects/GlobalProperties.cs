using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>The properties that a build was started with, by which a project is evaluated as the build sees it.</summary>
internal static class GlobalProperties
{
    public static IReadOnlyDictionary<string, string> Of(IBuildEngine engine) =>
        engine is IBuildEngine6 build ? build.GetGlobalProperties() : new Dictionary<string, string>();
}
