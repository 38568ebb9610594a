using Harpoon.Engine.Client.Api.Containers;

namespace Harpoon.Terminal.Terminals;

/// <summary>What is seen of the terminal.</summary>
internal static class Screen
{
    /// <summary>The size of the screen; null if there is none.</summary>
    public static TerminalSize? Size()
    {
        try
        {
            return Console.IsOutputRedirected ? null : new TerminalSize(Console.WindowWidth, Console.WindowHeight);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
