namespace Harpoon.Engine.Context.Ignore;

/// <summary>Asks the <c>.dockerignore</c> of a context about single files.</summary>
public static class IgnoredFiles
{
    /// <summary>Whether a path of the context, with forward slashes, is left out.</summary>
    /// <param name="folder">The context's folder.</param>
    public static Predicate<string> Of(string folder)
    {
        if (IgnoreFile.Find(folder, dockerfile: null) is not { } file)
        {
            return _ => false;
        }

        var rules = IgnoreRules.Parse(file.Text, file.Path, asBuildKit: true);
        return path =>
        {
            bool[] above = [];
            for (var end = path.IndexOf('/', StringComparison.Ordinal); ; end = path.IndexOf('/', end + 1))
            {
                var matches = new bool[rules.Count];
                var ignores = rules.Ignores(end < 0 ? path : path[..end], above, matches);
                if (end < 0)
                {
                    return ignores;
                }

                above = matches;
            }
        };
    }
}
