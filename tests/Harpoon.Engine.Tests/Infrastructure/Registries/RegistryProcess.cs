using System.Diagnostics;

namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>A real registry on a port of this machine.</summary>
internal sealed class RegistryProcess : IAsyncDisposable
{
    private const string Listening = "listening on ";

    private readonly Process _process;

    private RegistryProcess(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>What images of it are called by: <c>127.0.0.1:40000</c>.</summary>
    public string Address { get; }

    /// <param name="folder">Where its images, settings and log go.</param>
    /// <param name="auth">The <c>auth</c> of its settings, in YAML.</param>
    public static async Task<RegistryProcess> StartAsync(string folder, string auth)
    {
        var program = RegistryProgram.Path;
        var log = Path.Combine(folder, "log");
        var settings = Path.Combine(folder, "config.yml");
        await File.WriteAllTextAsync(settings, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{folder}}/images" } }
            http: { addr: "127.0.0.1:0" }
            auth: {{auth}}
            """);
        var process = ExternalProgram.Start(log, program, "serve", settings);
        string? port;
        while ((port = Port(log)) is null)
        {
            Assert.False(process.HasExited, "The registry ended.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return new RegistryProcess(process, $"127.0.0.1:{port}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>The port that the system chose, once the registry has told it.</summary>
    private static string? Port(string log)
    {
        using var file = new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        var start = text.IndexOf(Listening, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf('"', start);
        return end < 0 ? null : text[start..end].Split(':')[^1];
    }
}
