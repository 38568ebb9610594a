using Harpoon.Engine.Machine;

namespace Harpoon.Terminal.Terminals;

/// <summary>
/// .NET's console, in <c>dotnet run</c> and here, lets the cursor keys send what full-screen programs ask for by themselves. The container's
/// program expects to find a terminal without that.
/// </summary>
/// <remarks>DECCKM and DECKPNM of https://invisible-island.net/xterm/ctlseqs/ctlseqs.html.</remarks>
internal static class ApplicationMode
{
    /// <summary>Switches it off, where the terminal is one that .NET switched it on at.</summary>
    public static void Leave(HostEnvironment host, Stream screen)
    {
        if (!OperatingSystem.IsWindows() && host.Value("TERM") is not (null or "dumb"))
        {
            screen.Write("\e[?1l\e>"u8);
        }
    }
}
