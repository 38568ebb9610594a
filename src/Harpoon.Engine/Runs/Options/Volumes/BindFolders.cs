using System.Collections.Frozen;
using System.Collections.Immutable;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>Folders of this machine that a run mounts and that are not there yet. An engine would make them, and as its own user's, root's for most.</summary>
internal static class BindFolders
{
    /// <summary>What ends the names of files that are mounted, and of no folder.</summary>
    private static readonly FrozenSet<string> FileEndings = new[]
    {
        ".cfg", ".cnf", ".conf", ".config", ".crt", ".csv", ".env", ".html", ".ini", ".json", ".key", ".ldif", ".log", ".lua", ".pem", ".pfx", ".php",
        ".properties", ".ps1", ".py", ".sh", ".sock", ".sql", ".toml", ".txt", ".xml", ".yaml", ".yml",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes them, where the engine is on this machine. What can't be made is left to the engine.</summary>
    public static void Make(ImmutableArray<VolumeMount> volumes, Endpoint endpoint, IReport report)
    {
        foreach (var volume in volumes)
        {
            if (volume is { Type: VolumeType.Bind, Source: { } folder } && endpoint.Address.Scheme is "unix" or "npipe")
            {
                if (IsFolderForFile(folder, volume.Target))
                {
                    report.Warning(Diagnostic.Of("HRP4230", folder, volume.Target) with { Item = volume.Item });
                }

                if (!Path.Exists(folder))
                {
                    Make(folder, report);
                }
            }
        }
    }

    /// <summary>Warns of folders that are written as if they were this machine's, where the engine looks for them on another one.</summary>
    public static void Warn(ImmutableArray<VolumeMount> volumes, Endpoint endpoint, HostEnvironment host, IReport report)
    {
        foreach (var volume in volumes)
        {
            if (volume is { Type: VolumeType.Bind, Source: { } folder } && endpoint.IsElsewhere(host.MachineName))
            {
                report.Warning(Diagnostic.Of("HRP4140", folder, endpoint.HostName, host.MachineName) with { Item = volume.Item });
            }
        }
    }

    /// <summary>Whether a file is meant by its name on both sides, and a folder is made of it, or was by an earlier run.</summary>
    private static bool IsFolderForFile(string source, string target) =>
        FileEndings.Contains(Path.GetExtension(source))
        && Path.GetExtension(target).Equals(Path.GetExtension(source), StringComparison.OrdinalIgnoreCase)
        && !File.Exists(source)
        && !(Directory.Exists(source) && Directory.EnumerateFileSystemEntries(source).Any());

    private static void Make(string folder, IReport report)
    {
        try
        {
            Directory.CreateDirectory(folder);
            report.Message(MessageLevel.Normal, $"Created the folder {folder} for a volume of the run.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Message(MessageLevel.Normal, $"The folder {folder} could not be created, so the engine creates it: {e.Message}");
        }
    }
}
