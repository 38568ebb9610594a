using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>What the last build that went well was made of, kept beside the project's other intermediate files. It holds digests and ids: no value of an argument.</summary>
/// <param name="Inputs">The digest of all that the project gives, but the context.</param>
/// <param name="ImageId">The image that was built.</param>
/// <param name="Bases">The images that it was built on, and their ids then.</param>
/// <param name="Context">The context's fingerprint.</param>
internal sealed record BuildStamp(
    string Inputs, string ImageId, ImmutableArray<BaseImageId> Bases, ReadOnlyMemory<byte> Context)
{
    private const string Version = "harpoon-build-stamp 4";

    /// <summary>The fingerprints of the named contexts that are folders, by name.</summary>
    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> NamedContexts { get; init; } = ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;

    /// <summary>The images of the platforms that were built one after the other, in the order of their builds.</summary>
    public ImmutableArray<string> PlatformIds { get; init; } = [];

    /// <summary>Whether a base had <c>ONBUILD</c> instructions.</summary>
    public bool HasTriggers { get; init; }

    /// <summary>Reads a stamp; null if there is none, or none that this version understands.</summary>
    public static BuildStamp? Read(string path)
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllBytes(path)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes the stamp, whole or not at all.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + ".tmp";
        using (var writer = new BinaryWriter(File.Create(unfinished), Encoding.UTF8))
        {
            writer.Write(Version);
            writer.Write(Inputs);
            writer.Write(ImageId);
            writer.Write(Bases.Length);
            foreach (var (reference, id) in Bases)
            {
                writer.Write(reference);
                writer.Write(id);
            }

            writer.Write(PlatformIds.Length);
            foreach (var id in PlatformIds)
            {
                writer.Write(id);
            }

            writer.Write(HasTriggers);
            Write(writer, Context);
            writer.Write(NamedContexts.Count);
            foreach (var (name, fingerprint) in NamedContexts)
            {
                writer.Write(name);
                Write(writer, fingerprint);
            }

            writer.Write(Version);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    private static BuildStamp? Parse(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        if (reader.ReadString() != Version)
        {
            return null;
        }

        var inputs = reader.ReadString();
        var imageId = reader.ReadString();
        var bases = ImmutableArray.CreateBuilder<BaseImageId>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            bases.Add(new BaseImageId(reader.ReadString(), reader.ReadString()));
        }

        var platforms = ImmutableArray.CreateBuilder<string>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            platforms.Add(reader.ReadString());
        }

        var hasTriggers = reader.ReadBoolean();
        var context = ReadPart(reader);
        var named = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            named[reader.ReadString()] = ReadPart(reader);
        }

        return reader.ReadString() == Version && stream.Position == stream.Length
            ? new BuildStamp(inputs, imageId, bases.ToImmutable(), context) { PlatformIds = platforms.ToImmutable(), NamedContexts = named, HasTriggers = hasTriggers }
            : null;
    }

    private static void Write(BinaryWriter writer, ReadOnlyMemory<byte> part)
    {
        writer.Write(part.Length);
        writer.Write(part.Span);
    }

    private static byte[] ReadPart(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        return length >= 0 && length <= reader.BaseStream.Length - reader.BaseStream.Position ? reader.ReadBytes(length) : throw new EndOfStreamException();
    }
}
