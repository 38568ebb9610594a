using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Where a build's context is.</summary>
internal static class ContextFolder
{
    /// <summary>The one that is set, or the Dockerfile's own folder, or the project's.</summary>
    public static string Of(ImageBuildOptions options, string? dockerfile, HostEnvironment host) =>
        !string.IsNullOrWhiteSpace(options.Context) ? host.FullPath(options.Context.Trim())
        : dockerfile is not null ? Path.GetDirectoryName(dockerfile)!
        : host.CurrentDirectory;
}
