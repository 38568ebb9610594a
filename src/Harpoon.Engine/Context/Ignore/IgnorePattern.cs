using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Context.Ignore;

/// <summary>One rule of a <c>.dockerignore</c>.</summary>
/// <param name="Text">The pattern, cleaned, without its <c>!</c>.</param>
/// <param name="IsException">Whether it was written with a <c>!</c>, and brings back what an earlier rule left out.</param>
/// <param name="Glob">The pattern, made ready.</param>
internal sealed record IgnorePattern(string Text, bool IsException, Glob Glob)
{
    /// <summary>A rule that one path is never left out.</summary>
    public static IgnorePattern Keeping(string path) => new(path, IsException: true, new ExactGlob(path));

    /// <summary>Reads one line, as the docker CLI does; null where there is no rule on it.</summary>
    /// <exception cref="HarpoonException">HRP2107: it is no pattern.</exception>
    public static IgnorePattern? Parse(string line, SourceLocation location)
    {
        if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        try
        {
            return Of(Relative(line.Trim()).Trim());
        }
        catch (FormatException problem)
        {
            var column = line.Length - line.TrimStart().Length + 1;
            throw new HarpoonException(
                Diagnostic.Of("HRP2107", line.Trim(), problem.Message).At(location with { Column = column }),
                problem);
        }
    }

    /// <summary>The first reading: a path from the context's folder is one without the slash.</summary>
    private static string Relative(string line)
    {
        var isException = line.StartsWith('!');
        var path = isException ? line[1..].Trim() : line;
        if (path.Length > 0)
        {
            path = GoPath.Clean(OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path);
            path = path.Length > 1 && path[0] == '/' ? path[1..] : path;
        }

        return isException ? "!" + path : path;
    }

    /// <summary>The second reading, which the CLI does on its own again: it cleans once more, and only then looks for the <c>!</c>.</summary>
    private static IgnorePattern Of(string line)
    {
        var cleaned = GoPath.Clean(line);
        var isException = cleaned.StartsWith('!');
        if (cleaned == "!")
        {
            throw new FormatException("a '!' stands alone");
        }

        var text = isException ? cleaned[1..] : cleaned;
        return new IgnorePattern(text, isException, GlobCompiler.Compile(text, canEscape: !OperatingSystem.IsWindows()));
    }
}
