using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>The JSON form of arguments: <c>CMD ["figlet", "lolz"]</c>.</summary>
internal static class JsonForm
{
    /// <summary>The strings of the array; null where the text is not an array of strings.</summary>
    public static ImmutableArray<string>? TryParse(string text)
    {
        if (!text.StartsWith('['))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            var words = ImmutableArray.CreateBuilder<string>();
            foreach (var element in document.RootElement.EnumerateArray())
            {
                if (element.ValueKind != JsonValueKind.String)
                {
                    return null;
                }

                words.Add(element.GetString()!);
            }

            return words.ToImmutable();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a text that is not the JSON form was surely meant to be: <c>['a', 'b']</c>. A shell's test has a blank after its bracket.</summary>
    public static bool WasMeant(string text) =>
        text.Length > 2 && text[0] == '[' && text[1] is '\'' or '"' && text[^1] == ']';
}
