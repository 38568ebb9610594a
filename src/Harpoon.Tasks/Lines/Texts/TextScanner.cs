using System.Collections.Immutable;
using System.Globalization;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>Takes a text as written in a project apart, as MSBuild does when it expands it.</summary>
/// <remarks>Rules: https://learn.microsoft.com/visualstudio/msbuild/msbuild-special-characters and …/property-functions.</remarks>
internal static class TextScanner
{
    /// <summary>MSBuild's own special characters: what an escape is meant for.</summary>
    private const string OwnEscapes = "$%'()*;?@";

    /// <param name="raw">The text, as written.</param>
    /// <param name="moreEscapes">Characters whose escapes are meant too, where there is no other way to write them.</param>
    public static ImmutableArray<TextPiece> Scan(string raw, string moreEscapes = "")
    {
        var pieces = ImmutableArray.CreateBuilder<TextPiece>();
        var literal = 0;
        for (var i = 0; i < raw.Length;)
        {
            if (TryRead(raw, i, moreEscapes) is not { } piece)
            {
                i++;
                continue;
            }

            AddLiteral(i);
            pieces.Add(piece);
            i += piece.Raw.Length;
            literal = i;
        }

        AddLiteral(raw.Length);
        return pieces.ToImmutable();

        void AddLiteral(int end)
        {
            if (end > literal)
            {
                pieces.Add(new TextPiece(TextPieceKind.Literal, raw[literal..end], raw[literal..end]));
            }
        }
    }

    private static TextPiece? TryRead(string raw, int start, string moreEscapes)
    {
        if (start + 1 >= raw.Length)
        {
            return null;
        }

        return (raw[start], raw[start + 1]) switch
        {
            ('%', '(') => ReadReference(raw, start, ReferenceKinds.Metadata),
            ('%', _) => ReadEscape(raw, start, moreEscapes),
            ('$', '(') => ReadReference(raw, start, ReferenceKinds.Property),
            ('@', '(') => ReadReference(raw, start, ReferenceKinds.Items),
            _ => null,
        };
    }

    private static TextPiece? ReadEscape(string raw, int start, string moreEscapes)
    {
        if (start + 2 >= raw.Length
            || !byte.TryParse(raw.AsSpan(start + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return null;
        }

        var isMeant = OwnEscapes.Contains((char)code, StringComparison.Ordinal) || moreEscapes.Contains((char)code, StringComparison.Ordinal);
        return new TextPiece(
            isMeant ? TextPieceKind.Escape : TextPieceKind.StrayEscape,
            raw.Substring(start, 3),
            ((char)code).ToString());
    }

    private static TextPiece? ReadReference(string raw, int start, Func<string, (TextPieceKind Kind, string Name)?> kindOf)
    {
        var end = ClosingParenthesis(raw, start + 1);
        if (end < 0 || kindOf(raw[(start + 2)..end]) is not var (kind, name))
        {
            return null;
        }

        return new TextPiece(kind, raw[start..(end + 1)], name);
    }

    /// <summary>The parenthesis that closes the one at a place; those within quotes don't count. -1 for none.</summary>
    private static int ClosingParenthesis(string raw, int open)
    {
        var depth = 0;
        for (var i = open; i < raw.Length; i++)
        {
            if (raw[i] is '\'' or '"' or '`' && raw.IndexOf(raw[i], i + 1) is > 0 and var quoteEnd)
            {
                i = quoteEnd;
                continue;
            }

            depth += raw[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
