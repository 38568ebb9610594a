using System.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Bench.Work.Buildx;

/// <summary>A registry on a port of this machine, without access control. <c>HARPOON_TEST_REGISTRY</c> names its program.</summary>
internal sealed class LocalRegistry : IAsyncDisposable
{
    private const string Listening = "listening on ";

    private readonly Process _process;

    private LocalRegistry(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>What images of it are called by: <c>127.0.0.1:40000</c>.</summary>
    public string Address { get; }

    public static async Task<LocalRegistry> StartAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string settings = Path.Combine(folder, "config.yml"), log = Path.Combine(folder, "log");
        await File.WriteAllTextAsync(settings, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{folder}}/images" } }
            http: { addr: "127.0.0.1:0" }
            """, cancellationToken);
        string program = Environment.GetEnvironmentVariable("HARPOON_TEST_REGISTRY") is { Length: > 0 } path ? path : "docker-registry";
        Process process = ExternalProgram.Start(log, program, "serve", settings);
        while (true)
        {
            string text = File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "";
            if (text.IndexOf(Listening, StringComparison.Ordinal) is > 0 and var start && text.IndexOf('"', start) is > 0 and var end)
            {
                return new LocalRegistry(process, $"127.0.0.1:{text[start..end].Split(':')[^1]}");
            }

            if (process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended:\n{text}");
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
