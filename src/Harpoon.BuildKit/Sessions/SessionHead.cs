using System.Collections.Immutable;

namespace Harpoon.BuildKit.Sessions;

/// <summary>What a session declares about itself.</summary>
/// <param name="Id">Named by the build that uses the session.</param>
/// <param name="Name">For the engine's log.</param>
/// <param name="SharedKey">What the engine keeps a context's files under: the same key, only the changes are sent.</param>
/// <param name="Methods">What it may call.</param>
public sealed record SessionHead(string Id, string Name, string SharedKey, ImmutableArray<string> Methods)
{
    private const string Prefix = "X-Docker-Expose-Session-";

    /// <summary>The headers that say so. They are ASCII: other characters would be lost or refused on the way.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new(Prefix + "Uuid", HeaderText.Of(Id));
        yield return new(Prefix + "Name", HeaderText.Of(Name));
        yield return new(Prefix + "Sharedkey", HeaderText.Of(SharedKey));
        foreach (var header in MethodHeaders())
        {
            yield return header;
        }
    }

    /// <summary>Those of them that name its methods.</summary>
    internal IEnumerable<KeyValuePair<string, string>> MethodHeaders() =>
        Methods.Select(method => KeyValuePair.Create(Prefix + "Grpc-Method", method));
}
