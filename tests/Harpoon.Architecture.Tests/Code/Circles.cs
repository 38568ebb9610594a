namespace Harpoon.Architecture.Tests.Code;

/// <summary>Finds what uses itself by way of others.</summary>
internal static class Circles
{
    /// <summary>The circles between the places where types stand.</summary>
    /// <param name="types">The types.</param>
    /// <param name="place">The place of a type: its folder, its file.</param>
    public static IReadOnlyList<Circle> Between(IEnumerable<CodeType> types, Func<CodeType, string> place)
    {
        var arrows = types.SelectMany(type => type.Uses, (from, to) => (From: from, To: to))
            .GroupBy(use => (From: place(use.From), To: place(use.To)))
            .Where(uses => uses.Key.From != uses.Key.To)
            .Select(uses => new Arrow(uses.Key.From, uses.Key.To, [.. uses]))
            .ToLookup(arrow => arrow.From);
        var reached = arrows.ToDictionary(from => from.Key, from => Reached(from.Key, arrows));
        return [.. reached.Keys.Where(start => reached[start].Contains(start))
            .Select(start => reached[start].Where(other => reached.TryGetValue(other, out var back) && back.Contains(start)).Order(StringComparer.Ordinal).ToArray())
            .DistinctBy(places => places[0])
            .OrderBy(places => places[0], StringComparer.Ordinal)
            .Select(places => new Circle(places, [.. places.SelectMany(from => arrows[from]).Where(arrow => places.Contains(arrow.To))]))];
    }

    private static HashSet<string> Reached(string start, ILookup<string, Arrow> arrows)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([start]);
        while (open.TryPop(out var next))
        {
            foreach (var to in arrows[next].Select(arrow => arrow.To).Where(reached.Add))
            {
                open.Push(to);
            }
        }

        return reached;
    }
}
