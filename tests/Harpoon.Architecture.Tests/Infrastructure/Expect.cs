namespace Harpoon.Architecture.Tests.Infrastructure;

/// <summary>An assertion that prints all that it found; xunit's own cuts lists and lines short.</summary>
internal static class Expect
{
    /// <summary>Fails if there is one.</summary>
    public static void None<T>(IEnumerable<T> found)
    {
        var lines = found.Select(one => $"{one}").ToList();
        if (lines.Count > 0)
        {
            Assert.Fail(string.Join('\n', lines));
        }
    }
}
