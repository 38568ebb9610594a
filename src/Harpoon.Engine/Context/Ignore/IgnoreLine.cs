using Harpoon.Engine.Diagnostics;
using Harpoon.Patterns;

namespace Harpoon.Engine.Context.Ignore;

/// <summary>One line of a <c>.dockerignore</c>.</summary>
internal static class IgnoreLine
{
    /// <summary>Reads its pattern, as the docker CLI and BuildKit do; null if there is none on it.</summary>
    /// <exception cref="HarpoonException">HRP2107: it is no pattern.</exception>
    public static PathPattern? Parse(string line, SourceLocation location)
    {
        if (line.StartsWith('#') || string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        try
        {
            return PathPattern.Parse(Relative(line.Trim()));
        }
        catch (FormatException problem)
        {
            var column = line.Length - line.TrimStart().Length + 1;
            throw new HarpoonException(
                Diagnostic.Of("HRP2107", line.Trim(), problem.Message).At(location with { Column = column }),
                problem);
        }
    }

    /// <summary>A first reading, before the patterns' own: a path from the context's folder is one without the slash.</summary>
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
}
