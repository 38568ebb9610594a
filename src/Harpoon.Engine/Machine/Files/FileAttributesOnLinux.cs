using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using System.Text;

namespace Harpoon.Engine.Machine.Files;

/// <summary>Extended attributes, which .NET has no API for (<see href="https://man7.org/linux/man-pages/man7/xattr.7.html"/>). Links are not followed.</summary>
internal static partial class FileAttributesOnLinux
{
    /// <summary>The largest list of names, and the largest value, that Linux has.</summary>
    private const int Largest = 64 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A file's attributes by name; none where it has none, or they can't be read: no image depends on what no build could see.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Of(string path)
    {
        // Nearly no file has any, which a call without a buffer says.
        if (!OperatingSystem.IsLinux() || ListNames(path, [], 0) <= 0)
        {
            return ReadOnlyDictionary<string, ReadOnlyMemory<byte>>.Empty;
        }

        var attributes = new SortedDictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var buffer = new byte[Largest];
        foreach (var name in Names(buffer.AsSpan(0, (int)Math.Max(ListNames(path, buffer, Largest), 0))))
        {
            var length = GetValue(path, name, buffer, Largest);
            if (length >= 0)
            {
                attributes[name] = buffer.AsSpan(0, (int)length).ToArray();
            }
        }

        return attributes;
    }

    private static List<string> Names(ReadOnlySpan<byte> list)
    {
        var names = new List<string>();
        foreach (var range in list.Split((byte)0))
        {
            try
            {
                names.Add(Strict.GetString(list[range]));
            }
            catch (DecoderFallbackException)
            {
                // BuildKit's messages hold text alone.
            }
        }

        names.RemoveAll(name => name.Length == 0);
        return names;
    }

    [LibraryImport("libc", EntryPoint = "llistxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ListNames(string path, Span<byte> names, nint size);

    [LibraryImport("libc", EntryPoint = "lgetxattr", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint GetValue(string path, string name, Span<byte> value, nint size);
}
