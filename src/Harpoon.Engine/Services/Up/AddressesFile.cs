using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Services.Containers;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Up;

/// <summary>The JSON file that says where services listen, for whom needs them: <c>{"db": {"host": "127.0.0.1", "ports": {"5432/tcp": 49153}}}</c>.</summary>
internal static class AddressesFile
{
    /// <summary>Writes it whole: a reader never sees a part of it.</summary>
    /// <exception cref="HarpoonException">HRP4222: it can't be written.</exception>
    public static void Write(string path, ServiceGraph graph, ImmutableArray<ServiceAddress> addresses)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var unfinished = $"{path}.{Guid.NewGuid():N}";
            File.WriteAllBytes(unfinished, Json(graph, addresses));
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4222", path, e.Message), e);
        }
    }

    /// <summary>Removes it: the services are not up any more.</summary>
    /// <exception cref="HarpoonException">HRP4222.</exception>
    public static void Remove(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4222", path, e.Message), e);
        }
    }

    private static byte[] Json(ServiceGraph graph, ImmutableArray<ServiceAddress> addresses)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            foreach (var service in graph.InOrder)
            {
                Write(json, service.Name, [.. addresses.Where(address => address.Service == service.Name)]);
            }

            json.WriteEndObject();
        }

        text.Write("\n"u8);
        return text.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string service, ImmutableArray<ServiceAddress> addresses)
    {
        json.WriteStartObject(service);
        if (!addresses.IsEmpty)
        {
            json.WriteString("host", addresses[0].Host);
        }

        json.WriteStartObject("ports");
        foreach (var address in addresses.DistinctBy(address => (address.ContainerPort, address.Protocol)))
        {
            json.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"{address.ContainerPort}/{address.Protocol}"), address.Port);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}

/// <summary>The files about a project's services.</summary>
/// <param name="Addresses">The full path of the file that says where they listen, while they are up.</param>
/// <param name="Lock">The full path of the file that only one build at a time has open.</param>
public sealed record ServiceFiles(string Addresses, string Lock);
