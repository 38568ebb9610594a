using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Harpoon.Engine.Engines;

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
            WriteHostConfig(json, spec);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    private static void WriteConfig(Utf8JsonWriter json, ContainerSpec spec)
    {
        json.WriteString("Image", spec.Image);
        json.WriteBoolean("AttachStdout", true);
        json.WriteBoolean("AttachStderr", true);
        WriteFlag(json, "Tty", spec.Tty);
        WriteText(json, "User", spec.User);
        WriteText(json, "WorkingDir", spec.WorkingDirectory);
        WriteList(json, "Entrypoint", spec.Entrypoint);
        WriteList(json, "Cmd", spec.Command);
        WriteList(json, "Env", spec.Environment);
        WriteNumber(json, "StopTimeout", spec.StopTimeoutSeconds);
        json.WriteStartObject("Labels");
        foreach (var (name, value) in spec.Labels)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteHostConfig(Utf8JsonWriter json, ContainerSpec spec)
    {
        WriteText(json, "NetworkMode", spec.Network);
        WriteNumber(json, "Memory", spec.Memory);
        WriteNumber(json, "NanoCpus", spec.NanoCpus);
        WriteFlag(json, "Init", spec.Init);
        WriteFlag(json, "ReadonlyRootfs", spec.ReadOnly);
        if (spec.LogDriver is { } driver)
        {
            json.WriteStartObject("LogConfig");
            json.WriteString("Type", driver);
            json.WriteEndObject();
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, true);
        }
    }

    private static void WriteList(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
