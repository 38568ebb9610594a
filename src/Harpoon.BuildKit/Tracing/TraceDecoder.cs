using System.Collections.Immutable;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Tracing;

/// <summary>Decodes <c>moby.buildkit.v1.StatusResponse</c>. See <see href="https://github.com/moby/buildkit/blob/master/api/services/control/control.proto"/>.</summary>
public static class TraceDecoder
{
    /// <summary>Decodes a message.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    public static TraceUpdate Decode(ReadOnlySpan<byte> message)
    {
        var vertexes = ImmutableArray.CreateBuilder<TraceVertex>();
        var statuses = ImmutableArray.CreateBuilder<TraceStatus>();
        var logs = ImmutableArray.CreateBuilder<TraceLog>();
        var warnings = ImmutableArray.CreateBuilder<TraceWarning>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: vertexes.Add(Vertex(reader.ReadBytes())); break;
                case 2: statuses.Add(Status(reader.ReadBytes())); break;
                case 3: logs.Add(Log(reader.ReadBytes())); break;
                case 4: warnings.Add(WarningDecoder.Decode(reader.ReadBytes())); break;
                default: break;
            }
        }

        return new TraceUpdate(
            vertexes.DrainToImmutable(), statuses.DrainToImmutable(), logs.DrainToImmutable(), warnings.DrainToImmutable());
    }

    private static TraceVertex Vertex(ReadOnlySpan<byte> message)
    {
        var vertex = new TraceVertex("", "");
        var inputs = ImmutableArray.CreateBuilder<string>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: vertex = vertex with { Digest = reader.ReadText() }; break;
                case 2: inputs.Add(reader.ReadText()); break;
                case 3: vertex = vertex with { Name = reader.ReadText() }; break;
                case 4: vertex = vertex with { IsCached = reader.ReadBool() }; break;
                case 5: vertex = vertex with { Started = TimestampDecoder.Decode(reader.ReadBytes()) }; break;
                case 6: vertex = vertex with { Completed = TimestampDecoder.Decode(reader.ReadBytes()) }; break;
                case 7: vertex = vertex with { Error = reader.ReadText() is { Length: > 0 } error ? error : null }; break;
                default: break;
            }
        }

        return vertex with { Inputs = inputs.DrainToImmutable() };
    }

    private static TraceStatus Status(ReadOnlySpan<byte> message)
    {
        var status = new TraceStatus("", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: status = status with { Id = reader.ReadText() }; break;
                case 2: status = status with { Vertex = reader.ReadText() }; break;
                case 3: status = status with { Name = reader.ReadText() }; break;
                case 4: status = status with { Current = reader.ReadInt64() }; break;
                case 5: status = status with { Total = reader.ReadInt64() }; break;
                case 6: status = status with { Timestamp = TimestampDecoder.Decode(reader.ReadBytes()) }; break;
                case 7: status = status with { Started = TimestampDecoder.Decode(reader.ReadBytes()) }; break;
                case 8: status = status with { Completed = TimestampDecoder.Decode(reader.ReadBytes()) }; break;
                default: break;
            }
        }

        return status;
    }

    private static TraceLog Log(ReadOnlySpan<byte> message)
    {
        var log = new TraceLog("", 0, default, null);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: log = log with { Vertex = reader.ReadText() }; break;
                case 2: log = log with { Timestamp = TimestampDecoder.Decode(reader.ReadBytes()) }; break;
                case 3: log = log with { Stream = reader.ReadInt32() }; break;
                case 4: log = log with { Message = reader.ReadBytes().ToArray() }; break;
                default: break;
            }
        }

        return log;
    }
}
