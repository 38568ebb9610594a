using System.Buffers;
using System.Text;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.FileSync;

/// <summary>Writes the packets that we send.</summary>
internal sealed class SyncPacketWriter
{
    /// <summary>The fields of a packet.</summary>
    public const int TypeField = 1;

    /// <inheritdoc cref="TypeField"/>
    public const int StatField = 2;

    /// <inheritdoc cref="TypeField"/>
    public const int IdField = 3;

    /// <inheritdoc cref="TypeField"/>
    public const int DataField = 4;

    private readonly ArrayBufferWriter<byte> _packet = new();
    private readonly ArrayBufferWriter<byte> _stat = new();
    private readonly ArrayBufferWriter<byte> _attribute = new();

    /// <summary>No more entries come.</summary>
    public static ReadOnlyMemory<byte> EndOfStats => default;

    /// <summary>An entry.</summary>
    public ReadOnlyMemory<byte> Stat(FileStat entry)
    {
        _stat.ResetWrittenCount();
        var fields = new ProtoWriter(_stat);
        fields.Write(1, entry.Path);
        fields.Write(2, GoFileMode.Of(entry));
        fields.Write(5, entry.Size);
        fields.Write(6, entry.ModifiedNanoseconds);
        fields.Write(7, entry.LinkTarget ?? "");
        fields.Write(8, entry.Device.Major);
        fields.Write(9, entry.Device.Minor);
        foreach (var (name, value) in entry.ExtendedAttributes)
        {
            _attribute.ResetWrittenCount();
            var attribute = new ProtoWriter(_attribute);
            attribute.Write(1, name);
            attribute.Write(2, value.Span);
            fields.WriteAlways(10, _attribute.WrittenSpan);
        }

        var writer = Start(SyncPacketType.Stat);
        writer.WriteAlways(StatField, _stat.WrittenSpan);
        return _packet.WrittenMemory;
    }

    /// <summary>A piece of a file, or its end: what stands before the data.</summary>
    public ReadOnlySpan<byte> DataHead(uint id, int length)
    {
        var writer = Start(SyncPacketType.Data);
        writer.Write(IdField, id);
        writer.WriteHead(DataField, length);
        return _packet.WrittenSpan;
    }

    /// <summary>Done.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        Start(SyncPacketType.Finish);
        return _packet.WrittenMemory;
    }

    /// <summary>It failed.</summary>
    public ReadOnlyMemory<byte> Error(string text)
    {
        Start(SyncPacketType.Error).Write(DataField, Encoding.UTF8.GetBytes(text));
        return _packet.WrittenMemory;
    }

    private ProtoWriter Start(SyncPacketType type)
    {
        _packet.ResetWrittenCount();
        var writer = new ProtoWriter(_packet);
        writer.Write(TypeField, (long)type);
        return writer;
    }
}
