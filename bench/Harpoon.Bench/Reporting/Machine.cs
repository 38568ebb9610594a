using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Harpoon.Bench.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        string sdk = await OutputOfAsync("dotnet", ["--version"], cancellationToken);
        string docker = await OutputOfAsync(
            "docker",
            ["version", "--format", "engine {{.Server.Version}}, CLI {{.Client.Version}}"],
            cancellationToken);
        return $".NET SDK {sdk}, {docker}, {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.OSDescription}, {DateTime.UtcNow:yyyy-MM-dd}. Medians of interleaved rounds.";
    }

    private static async Task<string> OutputOfAsync(
        string program, string[] arguments, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return output.Trim();
    }
}
