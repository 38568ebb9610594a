using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>Writes the part of a container's creation that is about its host.</summary>
internal static class HostConfigJson
{
    public static void Write(Utf8JsonWriter json, ContainerSpec spec)
    {
        json.WriteText("NetworkMode", spec.Network);
        json.WriteList("ExtraHosts", spec.ExtraHosts);
        WritePorts(json, spec.PortBindings);
        json.WriteList("Binds", spec.Binds);
        json.WriteTexts("Tmpfs", spec.Tmpfs);
        json.WriteNumber("Memory", spec.Memory);
        json.WriteNumber("NanoCpus", spec.NanoCpus);
        json.WriteNumber("PidsLimit", spec.PidsLimit);
        json.WriteList("CapAdd", spec.CapAdd);
        json.WriteList("CapDrop", spec.CapDrop);
        WriteDevices(json, spec.Devices);
        WriteRequests(json, spec.DeviceRequests);
        json.WriteFlag("Init", spec.Init);
        json.WriteFlag("ReadonlyRootfs", spec.ReadOnly);
        WriteSize(json, spec.TerminalSize);
        if (spec.LogDriver is { } driver)
        {
            json.WriteStartObject("LogConfig");
            json.WriteString("Type", driver);
            json.WriteEndObject();
        }
    }

    private static void WriteSize(Utf8JsonWriter json, TerminalSize? size)
    {
        if (size is { } given)
        {
            json.WriteStartArray("ConsoleSize");
            json.WriteNumberValue(given.Rows);
            json.WriteNumberValue(given.Columns);
            json.WriteEndArray();
        }
    }

    private static void WritePorts(Utf8JsonWriter json, ImmutableArray<PortBinding> bindings)
    {
        if (bindings.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("PortBindings");
        foreach (var ofPort in bindings.GroupBy(binding => binding.Key))
        {
            json.WriteStartArray(ofPort.Key);
            foreach (var binding in ofPort)
            {
                json.WriteStartObject();
                json.WriteString("HostIp", binding.HostIp ?? "");
                json.WriteString("HostPort", binding.HostPort ?? "");
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDevices(Utf8JsonWriter json, ImmutableArray<DeviceMapping> devices)
    {
        if (devices.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("Devices");
        foreach (var device in devices)
        {
            json.WriteStartObject();
            json.WriteString("PathOnHost", device.PathOnHost);
            json.WriteString("PathInContainer", device.PathInContainer);
            json.WriteString("CgroupPermissions", device.CgroupPermissions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRequests(Utf8JsonWriter json, ImmutableArray<DeviceRequest> requests)
    {
        if (requests.IsEmpty)
        {
            return;
        }

        json.WriteStartArray("DeviceRequests");
        foreach (var request in requests)
        {
            json.WriteStartObject();
            json.WriteText("Driver", request.Driver);
            json.WriteNumber("Count", request.Count);
            json.WriteList("DeviceIDs", request.DeviceIds);
            // A list of alternatives, each a list of what is wanted together: the docker CLI sends one.
            json.WriteStartArray("Capabilities");
            json.WriteStartArray();
            foreach (var capability in request.Capabilities)
            {
                json.WriteStringValue(capability);
            }

            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteTexts("Options", request.Options);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
