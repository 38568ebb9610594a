extern alias engine;

using System.Text;
using System.Text.RegularExpressions;
using GoPath = engine::Harpoon.Patterns.GoPath;

namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>
/// The rules of a <c>.dockerignore</c> told once more, slowly: each pattern a regular expression, each path asked by itself.
/// Docker 20.10 still had three faults that were mended for 23.0 (moby/moby#42676, #42950, #43044): it asked one parent folder alone,
/// left some characters of regular expressions unescaped, and took <c>**name</c> for <c>**/name</c>.
/// </summary>
internal sealed class ReferenceRules
{
    private readonly List<(bool IsException, string Text, Regex Regex)> _patterns = [];
    private readonly bool _hasFaults;

    public ReferenceRules(string text, IEnumerable<string> kept, bool hasFaults)
    {
        _hasFaults = hasFaults;
        var lines = text.StartsWith('\uFEFF') ? text[1..] : text;
        foreach (var line in lines.Split('\n').Where(line => !line.StartsWith('#')))
        {
            Add(Cleaned(line.Trim()));
        }

        foreach (var path in kept)
        {
            // The CLI itself only does so where the file is left out; without a rule there is nothing to except from.
            Add("!" + path);
        }
    }

    /// <summary>What is sent of a tree, as paths with a slash after folders.</summary>
    public List<string> Select(string root)
    {
        var selected = new List<string>();
        Walk(root, string.Empty, [], selected);
        return selected;
    }

    /// <summary>Whether a path is left out.</summary>
    /// <param name="path">The path.</param>
    /// <param name="parent">Which rules matched its folder.</param>
    public (bool IsIgnored, bool[] Matches) Ask(string path, bool[] parent)
    {
        var ignored = false;
        var matches = new bool[_patterns.Count];
        for (var i = 0; i < matches.Length; i++)
        {
            var pattern = _patterns[i];
            if (_hasFaults)
            {
                matches[i] = pattern.IsException == ignored && (pattern.Regex.IsMatch(path) || MatchesOneParent(pattern, path));
            }
            else
            {
                matches[i] = (parent.Length > 0 && parent[i]) || (pattern.IsException == ignored && pattern.Regex.IsMatch(path));
            }

            ignored = matches[i] ? !pattern.IsException : ignored;
        }

        return (ignored, matches);
    }

    private static bool MatchesOneParent((bool IsException, string Text, Regex Regex) pattern, string path)
    {
        var parents = path.Split('/')[..^1];
        var depth = pattern.Text.Split('/').Length;
        return depth <= parents.Length && pattern.Regex.IsMatch(string.Join('/', parents[..depth]));
    }

    private void Walk(string root, string folder, bool[] parent, List<string> selected)
    {
        var names = Directory.GetFileSystemEntries(root).Select(path => Path.GetFileName(path)!);
        foreach (var name in names.OrderBy(name => Convert.ToHexString(Encoding.UTF8.GetBytes(name)), StringComparer.Ordinal))
        {
            var path = folder + name;
            var (ignored, matches) = Ask(path, parent);
            var file = new FileInfo(Path.Combine(root, name));
            var isFolder = file.LinkTarget is null && Directory.Exists(file.FullName);
            if (!ignored)
            {
                selected.Add(isFolder ? path + "/" : path);
            }

            if (isFolder && (!ignored || _patterns.Exists(p => p.IsException && (p.Text + "/").StartsWith(path + "/", StringComparison.Ordinal))))
            {
                Walk(file.FullName, path + "/", matches, selected);
            }
        }
    }

    private void Add(string line)
    {
        if (line.Length == 0)
        {
            return;
        }

        var cleaned = GoPath.Clean(line);
        var isException = cleaned.StartsWith('!');
        var text = isException ? cleaned[1..] : cleaned;
        _patterns.Add((isException, text, new Regex(Expression(text), RegexOptions.CultureInvariant)));
    }

    private static string Cleaned(string line)
    {
        var mark = line.StartsWith('!') ? "!" : string.Empty;
        var path = line[mark.Length..].Trim();
        path = path.Length == 0 ? path : GoPath.Clean(path);
        return (mark + (path.Length > 1 && path[0] == '/' ? path[1..] : path)).Trim();
    }

    private string Expression(string pattern)
    {
        var isPlain = !pattern.AsSpan().ContainsAny("*?[]\\");
        if (isPlain && !_hasFaults)
        {
            return $"^{Regex.Escape(pattern).Replace("]", "\\]", StringComparison.Ordinal)}\\z";
        }

        var expression = Translate(pattern);
        if (_hasFaults)
        {
            return expression;
        }

        var rest = pattern.StartsWith("**", StringComparison.Ordinal) ? pattern[2..] : null;
        if (rest is not null && !rest.AsSpan().ContainsAny("*?[]\\"))
        {
            var end = Regex.Escape(rest);
            return rest.StartsWith('/') ? $"(^|/){Regex.Escape(rest[1..])}\\z" : end + "\\z";
        }

        var start = pattern.EndsWith("**", StringComparison.Ordinal) ? pattern[..^2] : null;
        return start is not null && !start.AsSpan().ContainsAny("*?[]\\") ? "^" + Regex.Escape(start) : expression;
    }

    private string Translate(string pattern)
    {
        const string NoSlash = @"(?:[^/\uD800-\uDFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF])";
        var result = new StringBuilder("^");
        var inBrackets = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern[i..];
            if (rest is "**" or "**/")
            {
                return result.Append(".*\\z").ToString();
            }

            if (rest.StartsWith("**/", StringComparison.Ordinal) || rest.StartsWith("**", StringComparison.Ordinal))
            {
                i += rest.StartsWith("**/", StringComparison.Ordinal) ? 2 : 1;
                result.Append("(.*/)?");
                continue;
            }

            var start = pattern[i];
            result.Append(start switch
            {
                '*' or '?' when inBrackets => @"\[^/]" + pattern[i..(i + 1)].TrimEnd('?'),
                '*' => NoSlash + "*",
                '?' => NoSlash,
                '[' when inBrackets => @"\[",
                '.' or '$' => "\\" + pattern[i],
                '+' or '(' or ')' when !_hasFaults => "\\" + pattern[i],
                '\\' when i + 1 < pattern.Length => "\\" + pattern[++i],
                var other => other.ToString(),
            });
            inBrackets = start == '[' || (inBrackets && start is not (']' or '*' or '?'));
        }

        return result.Append("\\z").ToString();
    }
}
