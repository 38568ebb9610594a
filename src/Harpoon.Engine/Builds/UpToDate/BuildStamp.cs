using System.Collections.Immutable;
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
    private const string Version = "harpoon-build-stamp 1";

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

            writer.Write(Context.Length);
            writer.Write(Context.Span);
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

        var length = reader.ReadInt32();
        return length == stream.Length - stream.Position
            ? new BuildStamp(inputs, imageId, bases.ToImmutable(), reader.ReadBytes(length))
            : null;
    }
}
