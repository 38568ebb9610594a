using System.Text.Json;
using System.Text.Json.Nodes;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Tests.Context.DockerCli;

namespace Harpoon.Engine.Tests.Runs.Options;

/// <summary>Each spelling means to Harpoon what it means to the docker CLI, and is refused where the CLI refuses it.</summary>
public sealed class DockerCliGrammarTests
{
    /// <summary>What the CLI lets pass, and an engine refuses or is only odd: Harpoon refuses it at its line.</summary>
    private static readonly string[] Stricter = ["80/", "a b:/x", "device=0,2", "device=", "/host:/data,ro", "~me/x:/x", "db:5432", "db:0x7f.1"];

    private static readonly HostEnvironment Host = new(_ => null, "/project", "/home/me") { Platform = HostPlatform.Linux };

    [DockerCliFact]
    public Task Ports() => CompareAsync(
        "--publish", Spellings.Ports, text => new("image") { PortBindings = PortMapping.Parse(text) }, "ExposedPorts", "PortBindings");

    [DockerCliFact]
    public Task Volumes() => CompareAsync("--volume", Spellings.Volumes, Volume, "Volumes", "Binds");

    [DockerCliFact]
    public Task Devices() => CompareAsync(
        "--device", Spellings.Devices, text => new("image") { Devices = [DeviceGrammar.Parse(text)] }, "Devices");

    [DockerCliFact]
    public Task Hosts() => CompareAsync(
        "--add-host", Spellings.Hosts, text => new("image") { ExtraHosts = [ExtraHost.Parse(text)] }, "ExtraHosts");

    [DockerCliFact]
    public Task Gpus() => CompareAsync(
        "--gpus", Spellings.Gpus, text => new("image") { DeviceRequests = [GpuGrammar.Parse(text)] }, "DeviceRequests");

    private static ContainerSpec Volume(string text)
    {
        var mount = VolumeGrammar.Parse(new VolumeRequest(text), Host);
        return mount.Source is null ? new("image") { Volumes = [mount.Target] } : new("image") { Binds = [mount.ToBind()] };
    }

    private static async Task CompareAsync(string option, string[] spellings, Func<string, ContainerSpec> parse, params string[] fields)
    {
        await using var docker = new DockerCommand();
        var differences = new List<string>();
        foreach (var text in spellings)
        {
            var theirs = await docker.CreateAsync(option, text) is { } json ? Fields(json, fields) : "refused";
            var ours = Ours(text, parse, fields);
            if (ours != theirs && !(ours == "refused" && Stricter.Contains(text)))
            {
                differences.Add($"{option} '{text}': docker {theirs}, Harpoon {ours}");
            }
        }

        Assert.Equal("", string.Join('\n', differences));
    }

    private static string Ours(string text, Func<string, ContainerSpec> parse, string[] fields)
    {
        try
        {
            return Fields(ContainerSpecJson.Write(parse(text)), fields);
        }
        catch (HarpoonException)
        {
            return "refused";
        }
    }

    /// <summary>The fields, without what says nothing: the CLI writes empty members where Harpoon writes none.</summary>
    private static string Fields(ReadOnlyMemory<byte> container, string[] fields)
    {
        var root = JsonNode.Parse(container.Span)!.AsObject();
        var found = fields.Select(field => root[field] ?? root["HostConfig"]![field]).Select(Essence);
        return string.Join(' ', fields.Zip(found, (field, value) => value is null ? "" : $"{field}={value}").Where(part => part.Length > 0));
    }

    private static string? Essence(JsonNode? node) => node switch
    {
        JsonObject { Count: > 0 } members => Braced(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(Essence)),
        JsonArray { Count: > 0 } list => Braced(list.Select(Essence)),
        JsonValue value when value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number => value.ToString() is { Length: > 0 } text ? text : null,
        _ => null,
    };

    // The members of a set are empty objects: their names are all that they say.
    private static string? Essence(KeyValuePair<string, JsonNode?> member) =>
        Essence(member.Value) is { } value ? $"{member.Key}:{value}" : member.Value is JsonObject { Count: 0 } && member.Key != "Options" ? member.Key : null;

    private static string Braced(IEnumerable<string?> parts) => $"({string.Join(' ', parts.Where(part => part is not null))})";
}
