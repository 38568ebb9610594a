using System.Text;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Prints what the engine says of itself, and which endpoint was chosen and why.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerInfo : EngineTask
{
    /// <summary>Whether to print; the outputs are set either way. Default: <see langword="true"/>.</summary>
    public bool Print { get; set; } = true;

    /// <summary>The address of the engine that was chosen.</summary>
    [Output]
    public string? Endpoint { get; set; }

    /// <summary>What chose it: a property, a variable, a context, a default socket.</summary>
    [Output]
    public string? EndpointReason { get; set; }

    /// <summary>The engine's version, such as <c>28.5.2</c>.</summary>
    [Output]
    public string? ServerVersion { get; set; }

    /// <summary>What its containers run on: <c>linux</c> or <c>windows</c>.</summary>
    [Output]
    public string? OSType { get; set; }

    /// <summary>The name of its operating system.</summary>
    [Output]
    public string? OperatingSystem { get; set; }

    /// <summary>Its processor architecture, as the engine names it: <c>x86_64</c>, <c>aarch64</c>.</summary>
    [Output]
    public string? Architecture { get; set; }

    /// <summary>How many processors it has.</summary>
    [Output]
    public string? Cpus { get; set; }

    /// <summary>Its memory in bytes.</summary>
    [Output]
    public string? Memory { get; set; }

    /// <summary>All that it says of itself, as indented JSON.</summary>
    [Output]
    public string? Json { get; set; }

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var engine = await ConnectAsync(cancellationToken);
        using var info = await engine.InfoAsync(cancellationToken);
        Endpoint = engine.Endpoint.Address.OriginalString;
        EndpointReason = engine.Endpoint.Reason;
        ReadFields(info.RootElement);
        Json = Indented(info.RootElement);
        if (Print)
        {
            PrintAll();
        }
    }

    private void ReadFields(JsonElement info)
    {
        ServerVersion = Field(info, "ServerVersion");
        OSType = Field(info, "OSType");
        OperatingSystem = Field(info, "OperatingSystem");
        Architecture = Field(info, "Architecture");
        Cpus = Field(info, "NCPU");
        Memory = Field(info, "MemTotal");
    }

    private static string? Field(JsonElement info, string name) =>
        info.TryGetProperty(name, out var value) ? value.ToString() : null;

    private void PrintAll()
    {
        Report.Message(MessageLevel.High, $"Engine: {Endpoint} ({EndpointReason})");
        foreach (var line in Json!.AsSpan().EnumerateLines())
        {
            Report.Live(line.ToString());
        }
    }

    private static string Indented(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            element.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
