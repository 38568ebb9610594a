using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Harpoon.Engine.Client.Calls;

/// <summary>
/// The header that describes an archive's file. Docker.DotNet fails if it is missing, as behind a proxy, or has a time that .NET has no value for; nothing
/// but the file's kind and a link's target is read of it here.
/// </summary>
internal static class ArchiveStat
{
    private const string Header = "X-Docker-Container-Path-Stat";

    private const string Time = "mtime";

    /// <summary>Adds what Docker.DotNet can't do without.</summary>
    public static void Complete(HttpResponseMessage answer)
    {
        var stat = Read(answer);
        stat[Time] = "0001-01-01T00:00:00Z";
        answer.Headers.Remove(Header);
        answer.Headers.TryAddWithoutValidation(Header, Convert.ToBase64String(Encoding.UTF8.GetBytes(stat.ToJsonString())));
    }

    private static JsonObject Read(HttpResponseMessage answer)
    {
        try
        {
            return answer.Headers.TryGetValues(Header, out var values) && JsonNode.Parse(Convert.FromBase64String(values.First())) is JsonObject stat ? stat : [];
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return [];
        }
    }
}
