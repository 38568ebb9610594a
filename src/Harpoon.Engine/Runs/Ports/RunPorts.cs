using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>Reports where the ports of a run are published, once its container runs: the engine chooses those that the user left open.</summary>
internal static class RunPorts
{
    /// <summary>Forgets where an earlier run's ports were.</summary>
    public static void Forget(RunContext run)
    {
        if (run.Options.PortsFile is { } file)
        {
            PortsFile.Remove(file, run.Report);
        }
    }

    /// <summary>Asks where they are, and reports it.</summary>
    /// <returns>The ports; none where none was asked for, which costs no call.</returns>
    public static async Task<ImmutableArray<PublishedAddress>> ReportAsync(string id, RunContext run)
    {
        if (run.Options.Container.PortBindings.IsEmpty)
        {
            return [];
        }

        var state = await run.Engine.Containers.InspectAsync(id, run.SetUp);
        var ports = WebPorts.Mark(PublishedAddress.Of(state.Ports, run.Engine.Endpoint), state.Environment);
        foreach (var port in ports)
        {
            run.Report.Message(MessageLevel.High, port.ToString());
        }

        if (run.Options.PortsFile is { } file)
        {
            PortsFile.Write(file, run.Options.Image, id, ports, run.Report);
        }

        return ports;
    }
}

/// <summary>A JSON file that says where a run's ports are published, for other programs to read while the run goes on.</summary>
internal static class PortsFile
{
    /// <summary>Removes what an earlier run left: its ports are not this one's.</summary>
    public static void Remove(string path, IReport report) => Try(path, report, () =>
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    });

    /// <summary>Writes the file, all at once: a program that waits for it never finds half of it.</summary>
    public static void Write(
        string path, string image, string containerId, ImmutableArray<PublishedAddress> ports, IReport report) => Try(path, report, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(unfinished, Json(image, containerId, ports));
        File.Move(unfinished, path, overwrite: true);
    });

    private static byte[] Json(string image, string containerId, ImmutableArray<PublishedAddress> ports)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("image", image);
            json.WriteString("container", containerId);
            json.WriteStartArray("ports");
            foreach (var published in ports)
            {
                var port = published.Port;
                json.WriteStartObject();
                json.WriteNumber("containerPort", port.ContainerPort);
                json.WriteString("protocol", port.Protocol);
                json.WriteString("hostIp", port.HostIp);
                json.WriteNumber("hostPort", port.HostPort);
                json.WriteString("address", published.Address);
                if (published.WebAddress is { } url)
                {
                    json.WriteString("url", url);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        text.Write("\n"u8);
        return text.ToArray();
    }

    private static void Try(string path, IReport report, Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Warning(Diagnostic.Of("HRP4125", path, e.Message));
        }
    }
}
