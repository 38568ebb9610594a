using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context.Ignore;

/// <summary>The <c>.dockerignore</c> that holds for a build.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Text">Its text.</param>
internal sealed record IgnoreFile(string Path, string Text)
{
    /// <summary>The name that every builder looks for at the context's top.</summary>
    public const string Name = ".dockerignore";

    /// <summary>Whether it is a context's own.</summary>
    public bool IsOf(string folder) => Path == System.IO.Path.Combine(folder, Name);

    /// <summary>Finds it: the Dockerfile's own, <c>&lt;Dockerfile&gt;.dockerignore</c> beside it, comes before the context's.</summary>
    /// <param name="folder">The context's folder.</param>
    /// <param name="dockerfile">The Dockerfile's full path; null for one that was rendered.</param>
    public static IgnoreFile? Find(string folder, string? dockerfile) =>
        (dockerfile is null ? null : Read(dockerfile + Name)) ?? Read(System.IO.Path.Combine(folder, Name));

    private static IgnoreFile? Read(string path)
    {
        try
        {
            return File.Exists(path) || Directory.Exists(path) ? new IgnoreFile(path, Encoding.UTF8.GetString(File.ReadAllBytes(path))) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP2102", path, problem.Message), problem);
        }
    }
}
