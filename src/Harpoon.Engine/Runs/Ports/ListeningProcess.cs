using System.Globalization;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>A process of this machine that listens at a port.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its program's name.</param>
internal sealed record ListeningProcess(int Id, string Name)
{
    private const string Listening = "0A";
    private const int Address = 1;
    private const int State = 3;
    private const int Inode = 9;

    /// <summary>Finds it, as far as this user may look; null if it can't be known.</summary>
    /// <param name="port">The port.</param>
    /// <param name="protocol"><c>tcp</c> or <c>udp</c>.</param>
    /// <param name="table">The folder of processes, <c>/proc</c>.</param>
    /// <remarks>https://man7.org/linux/man-pages/man5/proc_pid_net.5.html</remarks>
    public static ListeningProcess? Of(int port, string protocol, string table)
    {
        try
        {
            var sockets = new[] { protocol, protocol + "6" }
                .Select(name => Path.Combine(table, "net", name)).Where(File.Exists)
                .SelectMany(File.ReadLines).Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length > Inode && IsMatch(fields, port, protocol))
                .Select(fields => $"socket:[{fields[Inode]}]").ToHashSet(StringComparer.Ordinal);
            return sockets.Count == 0 ? null : Directory.EnumerateDirectories(table).Select(folder => Owner(folder, sockets)).FirstOrDefault(owner => owner is not null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool IsMatch(string[] fields, int port, string protocol) =>
        fields[Address].EndsWith(":" + port.ToString("X4", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        && (fields[State] == Listening || protocol == "udp");

    private static ListeningProcess? Owner(string folder, HashSet<string> sockets)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            return Directory.EnumerateFiles(Path.Combine(folder, "fd")).Any(file => new FileInfo(file).LinkTarget is { } target && sockets.Contains(target))
                ? new ListeningProcess(id, File.ReadAllText(Path.Combine(folder, "comm")).Trim())
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's, or one that ended meanwhile.
            return null;
        }
    }
}
