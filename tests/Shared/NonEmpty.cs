namespace Harpoon.Tests;

/// <summary>Assertions that can't pass because there was nothing to look at.</summary>
internal static class NonEmpty
{
    /// <summary>As <c>Assert.All</c>, which passes if there are no items; this fails then.</summary>
    public static void All<T>(IEnumerable<T> items, Action<T> assertion)
    {
        T[] all = [.. items];
        Assert.NotEmpty(all);
        Assert.All(all, assertion);
    }
}
