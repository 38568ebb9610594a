using System.Buffers.Binary;
using System.Text;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Context.Fingerprints;

/// <summary>Writes a fingerprint's records: the length of the record, the length of the path, the path, and the rest.</summary>
internal sealed class FingerprintWriter
{
    private byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>Adds an entry's record.</summary>
    /// <exception cref="Diagnostics.HarpoonException">HRP2102, HRP2105: its content must be read, and can't.</exception>
    public void Write(ContextEntry entry, CancellationToken cancellationToken)
    {
        var start = _length;
        Reserve(sizeof(int));
        _length += sizeof(int);
        WriteText(entry.Path);
        WriteNumber((long)entry.Status.Kind);
        WriteNumber((long)entry.Status.Mode);
        switch (entry.Status.Kind)
        {
            case EntryKind.Link:
                WriteText(entry.LinkTarget!);
                break;
            case EntryKind.File when entry.SourcePath is null:
                WriteBytes(entry.Content.Span);
                break;
            case EntryKind.File:
                WriteFile(entry, cancellationToken);
                break;
            case EntryKind.CharacterDevice or EntryKind.BlockDevice:
                WriteNumber(entry.Status.DeviceNumbers.Major);
                WriteNumber(entry.Status.DeviceNumbers.Minor);
                break;
            default:
                break;
        }

        foreach (var (name, value) in entry.ExtendedAttributes)
        {
            WriteText(name);
            WriteNumber(value.Length);
            WriteBytes(value.Span);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(start), _length - start);
    }

    /// <summary>All records.</summary>
    public byte[] ToArray() => _buffer.AsSpan(0, _length).ToArray();

    private void WriteFile(ContextEntry entry, CancellationToken cancellationToken)
    {
        var status = entry.Status;
        WriteNumber(status.Size);
        if (entry.IsRewritten)
        {
            WriteBytes(ContentDigest.Of(entry.SourcePath!, cancellationToken));
            return;
        }

        WriteTime(status.Modified);
        if (status.Changed is { } changed)
        {
            WriteTime(changed);
            WriteNumber((long)status.Inode);
        }
        else
        {
            WriteBytes(ContentDigest.Of(entry.SourcePath!, cancellationToken));
        }
    }

    private void WriteTime(FileTime time)
    {
        WriteNumber(time.Seconds);
        WriteNumber(time.Nanoseconds);
    }

    private void WriteNumber(long number)
    {
        Reserve(sizeof(long));
        BinaryPrimitives.WriteInt64LittleEndian(_buffer.AsSpan(_length), number);
        _length += sizeof(long);
    }

    private void WriteText(string text)
    {
        Reserve(sizeof(int) + Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, _buffer.AsSpan(_length + sizeof(int)));
        BinaryPrimitives.WriteInt32LittleEndian(_buffer.AsSpan(_length), length);
        _length += sizeof(int) + length;
    }

    private void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int bytes)
    {
        if (_buffer.Length - _length < bytes)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + bytes));
        }
    }
}
