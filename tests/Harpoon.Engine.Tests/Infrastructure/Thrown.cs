using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>What some work says is wrong, where it may say that nothing is. An exception of any other type is no answer, and fails the test.</summary>
internal static class Thrown
{
    /// <summary>What is wrong; empty if nothing is.</summary>
    public static ImmutableArray<Diagnostic> By(Action work)
    {
        try
        {
            work();
            return [];
        }
        catch (HarpoonException e)
        {
            Assert.NotEmpty(e.Diagnostics);
            return e.Diagnostics;
        }
    }

    /// <summary>What is wrong; empty if nothing is.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ByAsync(Func<Task> work)
    {
        try
        {
            await work();
            return [];
        }
        catch (HarpoonException e)
        {
            Assert.NotEmpty(e.Diagnostics);
            return e.Diagnostics;
        }
    }

    /// <summary>The codes of what is wrong; empty if nothing is.</summary>
    public static string[] CodesBy(Action work) => [.. By(work).Select(diagnostic => diagnostic.Code)];
}
