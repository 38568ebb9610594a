namespace Harpoon.Engine.Dockerfiles.Lines;

/// <summary>The <c># key=value</c> lines that a Dockerfile may start with. The first line of another kind ends them.</summary>
/// <remarks>Rules: https://docs.docker.com/reference/dockerfile/#parser-directives, checked against dockerd 20.10.</remarks>
internal sealed class ParserDirectives
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private bool _ended;

    /// <summary>The character that escapes, and continues a line.</summary>
    public char Escape { get; private set; } = '\\';

    /// <summary>Reads a line; false where the directives have ended. A directive that can't be is reported in <paramref name="problem"/>.</summary>
    public bool Read(string line, out string? problem)
    {
        problem = null;
        if (_ended || !TrySplit(line, out var key, out var value) || key is not ("escape" or "syntax" or "check"))
        {
            _ended = true;
            return false;
        }

        if (!_seen.Add(key))
        {
            problem = $"'{key}' is set twice";
        }
        else if (key == "escape" && value is not ("\\" or "`"))
        {
            problem = $"'escape' must be \\ or `, and is {value}";
        }
        else if (key == "escape")
        {
            Escape = value[0];
        }

        return true;
    }

    private static bool TrySplit(string line, out string key, out string value)
    {
        key = value = "";
        var text = line.AsSpan().Trim();
        var equals = text.IndexOf('=');
        if (!text.StartsWith('#') || equals < 0)
        {
            return false;
        }

        key = text[1..equals].Trim().ToString().ToLowerInvariant();
        value = text[(equals + 1)..].Trim().ToString();
        return value.Length > 0;
    }
}
