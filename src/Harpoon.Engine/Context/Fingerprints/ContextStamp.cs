using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Context.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>What a stamp keeps of a context: which part of it the build could read, and that part's fingerprint.</summary>
/// <param name="Scope">The part.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
internal sealed record ContextStamp(ContextScope Scope, ContextFingerprint Fingerprint)
{
    /// <summary>Reads one; null for bytes that are none.</summary>
    public static ContextStamp? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes.ToArray());
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            var patterns = ImmutableArray.CreateBuilder<string>();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                patterns.Add(reader.ReadString());
            }

            return new ContextStamp(ContextScope.Of(patterns), ContextFingerprint.Parse(bytes[(int)stream.Position..]));
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return null;
        }
    }

    /// <summary>It as bytes.</summary>
    public ReadOnlyMemory<byte> ToBytes()
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8))
        {
            writer.Write(Scope.Patterns.Length);
            foreach (var pattern in Scope.Patterns)
            {
                writer.Write(pattern);
            }

            writer.Write(Fingerprint.Bytes.Span);
        }

        return stream.ToArray();
    }
}
