using Harpoon.Engine.Builds;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Prints what the engine says of itself, and which endpoint was chosen and why.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerInfo : EngineTask
{
    /// <summary>Whether to print; the outputs are set either way. Default: <see langword="true"/>.</summary>
    public bool Print { get; set; } = true;

    /// <summary><c>json</c> prints the JSON alone. Default: the JSON, and then a short table of what one mostly looks for.</summary>
    public string? Format { get; set; }

    /// <summary>Whether this is the project's <c>$(DockerInfoFormat)</c>, so that an error is reported at its place. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>The address of the engine that was chosen.</summary>
    [Output]
    public string? Endpoint { get; set; }

    /// <summary>What chose it: a property, a variable, a context, a default socket.</summary>
    [Output]
    public string? EndpointReason { get; set; }

    /// <summary>The engine's own id.</summary>
    [Output]
    public string? EngineId { get; set; }

    /// <summary>The name of the engine's host.</summary>
    [Output]
    public string? EngineName { get; set; }

    /// <summary>The newest version of the Engine API that it speaks, such as <c>1.51</c>.</summary>
    [Output]
    public string? ApiVersion { get; set; }

    /// <summary>Its storage driver.</summary>
    [Output]
    public string? Driver { get; set; }

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
        var isTable = new WrittenPlace(CheckItems ? "DockerInfo" : null).Property(nameof(Format), HasTable);
        await using var engine = await ConnectAsync(cancellationToken);
        Endpoint = engine.Endpoint.Address.OriginalString;
        EndpointReason = engine.Endpoint.Reason;
        var info = await EngineInformation.OfAsync(engine, cancellationToken);
        Take(info);
        if (Print)
        {
            PrintAll(Json!.Split('\n'));
            PrintAll(isTable ? await EngineOverview.LinesAsync(info, engine, Host, cancellationToken) : []);
        }
    }

    private protected override bool IsOfProject => CheckItems;

    private bool HasTable() => ParameterValue.Text(Format)?.Trim().ToUpperInvariant() switch
    {
        null => true,
        "JSON" => false,
        _ => throw new HarpoonException(Diagnostic.Of("HRP1060", Format, CheckItems ? "DockerInfoFormat" : nameof(Format), "json or empty")),
    };

    private void Take(EngineInformation info)
    {
        EngineId = info.Id;
        EngineName = info.Name;
        ServerVersion = info.ServerVersion;
        ApiVersion = info.ApiVersion;
        OSType = info.OSType;
        OperatingSystem = info.OperatingSystem;
        Architecture = info.Architecture;
        Driver = info.Driver;
        Cpus = info.Cpus;
        Memory = info.Memory;
        Json = info.Json;
    }

    private void PrintAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Report.Message(MessageLevel.High, line);
        }
    }
}
