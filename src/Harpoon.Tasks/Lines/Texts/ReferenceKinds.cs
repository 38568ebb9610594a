namespace Harpoon.Tasks.Lines.Texts;

/// <summary>Determines what the body of <c>$(…)</c>, <c>@(…)</c> or <c>%(…)</c> refers to; null if MSBuild leaves it as text.</summary>
internal static class ReferenceKinds
{
    public static (TextPieceKind Kind, string Name)? Property(string body)
    {
        var name = LeadingName(body);
        if (name.Length == body.Length && name.Length > 0)
        {
            return (TextPieceKind.Property, name);
        }

        var isFunction = body.StartsWith('[')
            || body.StartsWith("Registry:", StringComparison.OrdinalIgnoreCase)
            || (name.Length > 0 && body[name.Length] is '.' or '[');
        return isFunction ? (TextPieceKind.Function, name) : (TextPieceKind.ShellSubstitution, body);
    }

    public static (TextPieceKind Kind, string Name)? Items(string body)
    {
        var trimmed = body.Trim();
        var name = LeadingName(trimmed);
        var rest = trimmed.AsSpan(name.Length).TrimStart();
        if (name.Length == 0 || !(rest.IsEmpty || rest[0] == ',' || rest.StartsWith("->")))
        {
            return null;
        }

        return (rest.StartsWith("->") ? TextPieceKind.Transform : TextPieceKind.Items, name);
    }

    public static (TextPieceKind Kind, string Name)? Metadata(string body)
    {
        var trimmed = body.Trim();
        var name = LeadingName(trimmed);
        if (name.Length > 0 && name.Length < trimmed.Length && trimmed[name.Length] == '.')
        {
            // Another item's metadata: only batching gives it a value.
            name = LeadingName(trimmed[(name.Length + 1)..]);
        }

        return name.Length > 0 && trimmed.EndsWith(name, StringComparison.Ordinal) ? (TextPieceKind.Metadata, name) : null;
    }

    private static string LeadingName(string body)
    {
        var end = 0;
        while (end < body.Length && (char.IsAsciiLetter(body[end]) || body[end] == '_'
            || (end > 0 && (char.IsAsciiDigit(body[end]) || body[end] == '-'))))
        {
            end++;
        }

        // The dash of an arrow is no part of the name before it.
        var isArrow = end > 0 && body[end - 1] == '-' && end < body.Length && body[end] == '>';
        return body[..(isArrow ? end - 1 : end)];
    }
}
