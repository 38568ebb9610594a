using System.Runtime.CompilerServices;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>A test that starts a Podman of its own, whatever engine the other tests run on. Skipped where none is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PodmanFactAttribute : FactAttribute
{
    public PodmanFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Program is null ? "Podman is not installed." : null;

    /// <summary>Its path; null if it is not installed.</summary>
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, "podman"))
        .FirstOrDefault(File.Exists);
}
