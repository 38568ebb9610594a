using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Harpoon.Sdk.Tests.Samples;

public sealed class PortsTests(PackedSdk sdk)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact]
    public async Task It_serves_a_customer_at_the_port_that_the_file_names_while_it_runs()
    {
        await using var sample = new SampleCopy(sdk, "Ports");
        Task<RunResult> build = sample.BuildAsync("DockerRun", $"-p:BaseImage={TestImages.Base}");

        IPEndPoint address = await AddressAsync(sample.PathOf("obj/harpoon/Ports.ports.json"), build);
        Assert.Equal("Herring of the day\n", await VisitAsync(address));

        RunResult result = (await build).SucceededWithoutWarnings();
        Assert.Contains($"Port 80/tcp is published at {address}.", result.Lines);
        Assert.Contains($"A customer came to {address}.", result.Lines);
    }

    private static async Task<IPEndPoint> AddressAsync(string file, Task<RunResult> build)
    {
        while (!File.Exists(file) && !build.IsCompleted)
        {
            await Task.Delay(50, Token);
        }

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file, Token));
        return IPEndPoint.Parse(json.RootElement.GetProperty("ports")[0].GetProperty("address").GetString()!);
    }

    /// <summary>What the container says; the port is published a moment before somebody listens behind it.</summary>
    private static async Task<string> VisitAsync(IPEndPoint address)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(address, Token);
                using var reader = new StreamReader(client.GetStream());
                if (await reader.ReadToEndAsync(Token) is { Length: > 0 } words)
                {
                    return words;
                }
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                await Task.Delay(50, Token);
            }
        }
    }
}
