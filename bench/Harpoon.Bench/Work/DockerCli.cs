using Harpoon.Bench.Measuring;

namespace Harpoon.Bench.Work;

/// <summary>The docker CLI on PATH.</summary>
internal static class DockerCli
{
    /// <summary>Since version 23 the CLI needs its plugin buildx to build by BuildKit.</summary>
    public static async Task<bool> HasBuildKitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await new Command("docker", "build", "--help") { BuildKit = "1" }.RunAsync(cancellationToken);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
