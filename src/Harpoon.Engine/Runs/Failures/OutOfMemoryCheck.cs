using Harpoon.Engine.Client;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>Asks whether a killed container was out of memory.</summary>
internal static class OutOfMemoryCheck
{
    /// <summary>How often the engine is asked: it learns of a container's end and of what the kernel did in two messages, and the second may come last.</summary>
    private const int Looks = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What the engine reports of it.</summary>
    public static async Task<OutOfMemory> OfAsync(string id, IEngine engine)
    {
        for (var look = 1; ; look++)
        {
            if ((await engine.Containers.InspectAsync(id, CancellationToken.None)).OutOfMemory)
            {
                return OutOfMemory.Yes;
            }

            if (!engine.Capabilities.NoticesOutOfMemory)
            {
                return OutOfMemory.Unknown;
            }

            if (look == Looks)
            {
                return OutOfMemory.No;
            }

            await Task.Delay(Pause);
        }
    }
}

/// <summary>Whether a killed container was out of memory.</summary>
internal enum OutOfMemory
{
    /// <summary>It was not.</summary>
    No,

    /// <summary>It was.</summary>
    Yes,

    /// <summary>The engine does not know.</summary>
    Unknown,
}
