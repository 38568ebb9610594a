using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Writes the body of <c>POST /containers/create</c>, by hand: a serializer's start costs a short run more than all its calls.</summary>
internal static class ContainerSpecJson
{
    public static ReadOnlyMemory<byte> Write(ContainerSpec spec)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            WriteConfig(json, spec);
            json.WriteStartObject("HostConfig");
            HostConfigJson.Write(json, spec);
            json.WriteEndObject();
            WriteNetworking(json, spec);
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void WriteConfig(Utf8JsonWriter json, ContainerSpec spec)
    {
        json.WriteString("Image", spec.Image);
        json.WriteBoolean("AttachStdout", true);
        json.WriteBoolean("AttachStderr", true);
        json.WriteFlag("AttachStdin", spec.OpenInput);
        json.WriteFlag("OpenStdin", spec.OpenInput);
        json.WriteFlag("StdinOnce", spec.OpenInput);
        json.WriteFlag("Tty", spec.Tty);
        json.WriteText("Hostname", spec.Hostname);
        json.WriteText("User", spec.User);
        json.WriteText("WorkingDir", spec.WorkingDirectory);
        json.WriteList("Entrypoint", spec.Entrypoint);
        json.WriteList("Cmd", spec.Command);
        json.WriteList("Env", spec.Environment);
        json.WriteNumber("StopTimeout", (long?)spec.StopTimeout?.TotalSeconds);
        json.WriteSet("ExposedPorts", ExposedPorts(spec));
        json.WriteSet("Volumes", spec.Volumes);
        json.WriteTexts("Labels", spec.Labels);
    }

    // The engine publishes no port that isn't exposed as well.
    private static ImmutableArray<string> ExposedPorts(ContainerSpec spec) =>
        spec.PortBindings.IsEmpty ? spec.ExposedPorts : [.. spec.PortBindings.Select(port => port.Key).Union(spec.ExposedPorts)];

    private static void WriteNetworking(Utf8JsonWriter json, ContainerSpec spec)
    {
        if (spec.Network is { } network && !spec.NetworkAliases.IsEmpty)
        {
            json.WriteStartObject("NetworkingConfig");
            json.WriteStartObject("EndpointsConfig");
            json.WriteStartObject(network);
            json.WriteList("Aliases", spec.NetworkAliases);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}
