using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>A digest over all that goes into a build. Each part is preceded by its length, so that no two lists of parts read alike.</summary>
internal sealed class InputDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a text, or its absence, which differs from an empty one.</summary>
    public InputDigest Add(string? text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
        return this;
    }

    /// <summary>Adds a list.</summary>
    public InputDigest Add(IReadOnlyCollection<string> texts)
    {
        Add(texts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var text in texts)
        {
            Add(text);
        }

        return this;
    }

    /// <summary>Adds pairs, by name, whatever their order.</summary>
    public InputDigest Add<TValue>(IReadOnlyDictionary<string, TValue> pairs)
        where TValue : class?
    {
        var names = new List<string>(pairs.Keys);
        names.Sort(StringComparer.Ordinal);
        Add(names);
        foreach (var name in names)
        {
            Add(pairs[name] as string);
        }

        return this;
    }

    /// <summary>The digest, in hexadecimal. Nothing can be added after it.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
