using System.Collections.Immutable;
using System.Text;
using Harpoon.BuildKit.Grpc;

namespace Harpoon.BuildKit.FileSync;

/// <summary>Reads the patterns that come with a call.</summary>
internal static class SyncMetadata
{
    /// <summary>
    /// All values of a name. Since 0.12 BuildKit escapes those with characters beyond ASCII, as in the query of an address, and says so;
    /// before that they came as bare UTF-8.
    /// </summary>
    public static ImmutableArray<string> Values(RpcMetadata metadata, string name)
    {
        var isEscaped = metadata.First($"{name}-encoded") is "1" or "true";
        return [.. metadata.All(name).Select(value => isEscaped ? Unescape(value) : FromBytes(value))];
    }

    private static string Unescape(string value) => Uri.UnescapeDataString(value.Replace('+', ' '));

    /// <summary>Headers are bytes; each came as one character.</summary>
    private static string FromBytes(string value) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(value));
}
