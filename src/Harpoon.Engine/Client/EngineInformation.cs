using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Harpoon.Engine.Client;

/// <summary>What an engine says of itself. A field that it leaves out is null: engines differ in what they report.</summary>
/// <param name="Json">All of it, as the engine says it, indented: no field is left out, renamed or put elsewhere.</param>
public sealed record EngineInformation(string Json)
{
    /// <summary>The engine's own id.</summary>
    public string? Id { get; private init; }

    /// <summary>The host's name.</summary>
    public string? Name { get; private init; }

    /// <summary>The engine's version, such as <c>28.5.2</c>.</summary>
    public string? ServerVersion { get; private init; }

    /// <summary>The newest API version that it speaks, such as <c>1.51</c>.</summary>
    public string? ApiVersion { get; private init; }

    /// <summary>What its containers run on: <c>linux</c> or <c>windows</c>.</summary>
    public string? OSType { get; private init; }

    /// <summary>The name of its operating system.</summary>
    public string? OperatingSystem { get; private init; }

    /// <summary>Its processor architecture, as the engine names it: <c>x86_64</c>, <c>aarch64</c>.</summary>
    public string? Architecture { get; private init; }

    /// <summary>The storage driver.</summary>
    public string? Driver { get; private init; }

    /// <summary>Where it keeps images: containerd, with a snapshotter, or the storage driver alone.</summary>
    public string? ImageStore => Driver is null ? null : IsContainerd ? $"containerd ({Driver})" : Driver;

    /// <summary>How many processors it has.</summary>
    public string? Cpus { get; private init; }

    /// <summary>Its memory in bytes.</summary>
    public string? Memory { get; private init; }

    /// <summary>Whether containerd keeps its images.</summary>
    public bool IsContainerd { get; internal init; }

    /// <summary>Asks an engine: <c>GET /info</c>.</summary>
    /// <exception cref="Diagnostics.HarpoonException">The engine refused, or did not answer.</exception>
    public static async Task<EngineInformation> OfAsync(IEngine engine, CancellationToken cancellationToken)
    {
        var ping = await engine.PingAsync(cancellationToken);
        using var info = await engine.InfoAsync(cancellationToken);
        return Read(info.RootElement) with { ApiVersion = ping.ApiVersion.ToString() };
    }

    /// <summary>Reads the answer.</summary>
    internal static EngineInformation Read(JsonElement info) => new(Indented(info))
    {
        Id = Field(info, "ID"),
        Name = Field(info, "Name"),
        ServerVersion = Field(info, "ServerVersion"),
        OSType = Field(info, "OSType"),
        OperatingSystem = Field(info, "OperatingSystem"),
        Architecture = Field(info, "Architecture"),
        Driver = Field(info, "Driver"),
        Cpus = Field(info, "NCPU"),
        Memory = Field(info, "MemTotal"),
        IsContainerd = HasSnapshotter(info),
    };

    /// <summary>Docker's containerd image store: <c>["driver-type","io.containerd.snapshotter.v1"]</c> (<see href="https://docs.docker.com/engine/storage/containerd/"/>).</summary>
    private static bool HasSnapshotter(JsonElement info) =>
        info.TryGetProperty("DriverStatus", out var status) && status.ValueKind == JsonValueKind.Array
        && status.GetRawText().Contains("io.containerd.snapshotter", StringComparison.Ordinal);

    /// <summary>The mirrors that it has for Docker Hub, as it is configured to use them: <c>https://mirror.example.com/</c>.</summary>
    internal static IEnumerable<string> Mirrors(JsonElement info) =>
        info.TryGetProperty("RegistryConfig", out var registries) && registries.ValueKind == JsonValueKind.Object
        && registries.TryGetProperty("Mirrors", out var mirrors) && mirrors.ValueKind == JsonValueKind.Array
            ? mirrors.EnumerateArray().Where(mirror => mirror.ValueKind == JsonValueKind.String).Select(mirror => mirror.GetString()!)
            : [];

    private static string? Field(JsonElement info, string name) =>
        info.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : null;

    private static string Indented(JsonElement info)
    {
        // Read by people and never put into a web page: "a+b" stays "a+b" and "ü" stays "ü".
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            info.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
