using System.Diagnostics;
using System.Globalization;

namespace Harpoon.Sdk.Tests.Terminal;

/// <summary>The processes of a <c>dotnet run</c> that runs a container.</summary>
/// <param name="Program">The program that sits at the terminal.</param>
/// <param name="DotnetRun">The <c>dotnet run</c> that started it.</param>
internal sealed record RunningProgram(int Program, int DotnetRun)
{
    /// <summary>Finds them by the folder that they run in.</summary>
    public static RunningProgram In(Scratch user)
    {
        var program = Directory.GetDirectories("/proc")
            .Where(process => char.IsAsciiDigit(process["/proc/".Length]))
            .Single(process => Text(process, "cmdline") is var line
                && line.Contains("Harpoon.Terminal.dll", StringComparison.Ordinal)
                && line.Contains(user.Folder, StringComparison.Ordinal));
        var parent = Text(program, "status").Split('\n').Single(line => line.StartsWith("PPid:", StringComparison.Ordinal));
        return new RunningProgram(
            int.Parse(program["/proc/".Length..], CultureInfo.InvariantCulture),
            int.Parse(parent["PPid:".Length..], CultureInfo.InvariantCulture));
    }

    /// <summary>Kills one, as <c>kill -9</c> does.</summary>
    public static void Kill(int id, bool all = false)
    {
        using var process = Process.GetProcessById(id);
        process.Kill(entireProcessTree: all);
    }

    private static string Text(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
