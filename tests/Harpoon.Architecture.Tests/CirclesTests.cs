using Harpoon.Architecture.Tests.Code;

namespace Harpoon.Architecture.Tests;

/// <summary>A circle is found, however long; what only leads to one is not part of it.</summary>
public sealed class CirclesTests
{
    [Fact]
    public void Two_that_use_each_other_are_one() => Assert.Equal(["a", "b"], Assert.Single(Found("ab", "ba")).Places);

    [Fact]
    public void So_are_three_in_a_row() => Assert.Equal(["a", "b", "c"], Assert.Single(Found("ab", "bc", "ca")).Places);

    [Fact]
    public void What_leads_to_it_or_away_from_it_is_not_part_of_it() => Assert.Equal(["b", "c"], Assert.Single(Found("ab", "bc", "cb", "cd")).Places);

    [Fact]
    public void Two_circles_are_two() => Assert.Equal(2, Found("ab", "ba", "cd", "dc", "ac").Count);

    [Fact]
    public void Two_ways_to_the_same_place_are_none() => Assert.Empty(Found("ab", "ac", "bd", "cd"));

    [Fact]
    public void It_names_the_types() => Assert.Equal("a, b\n    a → b: A uses B\n    b → a: B uses A", Assert.Single(Found("ab", "ba")).ToString());

    private static IReadOnlyList<Circle> Found(params string[] uses)
    {
        var types = uses.SelectMany(use => use).Distinct()
            .ToDictionary(place => place, place => new CodeType("p", $"{char.ToUpperInvariant(place)}", $"p/{place}/{char.ToUpperInvariant(place)}.cs"));
        foreach (var use in uses)
        {
            types[use[0]].Uses.Add(types[use[1]]);
        }

        return Circles.Between(types.Values, type => type.Folder[2..]);
    }
}
