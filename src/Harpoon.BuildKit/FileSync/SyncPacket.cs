using System.Text;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.FileSync;

/// <summary>A packet that the daemon sent. It sends no entries and no data.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Id">The file that it is about.</param>
/// <param name="Text">Of an error, what happened.</param>
internal readonly record struct SyncPacket(SyncPacketType Type, uint Id, string Text)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    public static SyncPacket Read(ReadOnlySpan<byte> message)
    {
        var packet = new SyncPacket(SyncPacketType.Stat, 0, "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case SyncPacketWriter.TypeField: packet = packet with { Type = (SyncPacketType)reader.ReadInt32() }; break;
                case SyncPacketWriter.IdField: packet = packet with { Id = reader.ReadUInt32() }; break;
                case SyncPacketWriter.DataField: packet = packet with { Text = Encoding.UTF8.GetString(reader.ReadBytes()) }; break;
                default: break;
            }
        }

        return packet;
    }
}
