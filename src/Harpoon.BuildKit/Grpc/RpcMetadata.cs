using System.Collections.Immutable;

namespace Harpoon.BuildKit.Grpc;

/// <summary>What a call carries beside its messages: names, each with one or several values.</summary>
/// <param name="entries">Names in lower case, in the order that they came.</param>
internal sealed class RpcMetadata(IEnumerable<KeyValuePair<string, string>> entries)
{
    private readonly ILookup<string, string> _values = entries.ToLookup(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>All values of a name, in their order.</summary>
    public ImmutableArray<string> All(string name) => [.. _values[name]];

    /// <summary>The first value of a name, or null.</summary>
    public string? First(string name) => _values[name].FirstOrDefault();

    /// <summary>All names that start so, each with its first value.</summary>
    public IEnumerable<KeyValuePair<string, string>> StartingWith(string prefix) =>
        _values.Where(values => values.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(values => KeyValuePair.Create(values.Key, values.First()));
}
