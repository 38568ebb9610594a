namespace Harpoon.Engine.Builds.Caches;

/// <summary>Recognizes the docker CLI's form of a cache: <c>type=registry,ref=…,mode=max</c>.</summary>
internal static class CacheForm
{
    private static readonly string[] Places = ["ref", "dest", "src", "scope"];

    /// <summary>The attributes of the item that means the same; null if the text is not in this form.</summary>
    public static string? Of(string text)
    {
        var pairs = text.Split(',').Select(field => field.Split('=', 2)).ToArray();
        if (!pairs.All(pair => pair is [{ Length: > 0 }, _]) || pairs.FirstOrDefault(pair => pair[0].Trim() == "type") is not [_, var type])
        {
            return null;
        }

        var place = pairs.FirstOrDefault(pair => Places.Contains(pair[0].Trim()))?[1] ?? type;
        IEnumerable<string> attributes = pairs
            .Where(pair => pair[0].Trim() is not "type" && !Places.Contains(pair[0].Trim()))
            .Select(pair => $"{(pair[0].Trim() == "mode" ? "Mode" : pair[0].Trim())}=\"{pair[1]}\"");
        return string.Join(' ', [$"Include=\"{place}\"", $"Type=\"{type}\"", .. attributes]);
    }
}
