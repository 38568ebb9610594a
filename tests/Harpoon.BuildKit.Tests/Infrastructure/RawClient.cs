using System.Buffers;
using System.Buffers.Binary;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Hpack;
using Harpoon.BuildKit.Http2;
using Harpoon.BuildKit.Http2.Frames;

namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>Speaks HTTP/2 to a server frame by frame, right or wrong.</summary>
internal sealed class RawClient : IAsyncDisposable
{
    public const string Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private readonly CancellationTokenSource _closing = new();
    private readonly Http2Connection _host;
    private readonly FrameReader _reader;

    public RawClient(IEnumerable<IRpcMethod> methods, Http2Limits? limits = null, long capacity = 1 << 20)
    {
        (Stream, var server) = DuplexStream.Pair(capacity);
        _host = new Http2Connection(server, new GrpcHandler(methods), limits ?? new Http2Limits());
        _reader = new FrameReader(Stream);
        Serving = Task.Run(() => _host.RunAsync(_closing.Token));
    }

    public DuplexStream Stream { get; }

    /// <summary>The server's run.</summary>
    public Task Serving { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static byte[] Frame(FrameType type, FrameFlags flags, int streamId, params ReadOnlySpan<byte> payload)
    {
        var frame = new byte[FrameHeader.Size + payload.Length];
        new FrameHeader(payload.Length, type, flags, streamId).Write(frame);
        payload.CopyTo(frame.AsSpan(FrameHeader.Size));
        return frame;
    }

    /// <summary>What each connection starts with.</summary>
    public static byte[] Hello(params ReadOnlySpan<byte> settings) =>
        [.. System.Text.Encoding.ASCII.GetBytes(Preface), .. Frame(FrameType.Settings, FrameFlags.None, 0, settings)];

    /// <summary>A setting as it stands in a SETTINGS frame.</summary>
    public static byte[] Setting(Http2Setting name, int value)
    {
        var setting = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(setting, (ushort)name);
        BinaryPrimitives.WriteInt32BigEndian(setting.AsSpan(2), value);
        return setting;
    }

    public static byte[] Number(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>A call's header block.</summary>
    public static byte[] CallBlock(string method, params IEnumerable<HeaderField> more) => Block(
    [
        new(":method", "POST"), new(":scheme", "http"), new(":path", method), new(":authority", "localhost"),
        new("content-type", "application/grpc"), new("te", "trailers"), .. more,
    ]);

    /// <summary>A header block.</summary>
    public static byte[] Block(params IEnumerable<HeaderField> fields)
    {
        var block = new ArrayBufferWriter<byte>();
        foreach (var field in fields)
        {
            HpackEncoder.Write(field, block);
        }

        return block.WrittenSpan.ToArray();
    }

    public static byte[] Call(int streamId, string method, params IEnumerable<HeaderField> more) =>
        Frame(FrameType.Headers, FrameFlags.EndHeaders, streamId, CallBlock(method, more));

    /// <summary>A message of a call.</summary>
    public static byte[] Message(params ReadOnlySpan<byte> message) => [0, .. Number(message.Length), .. message];

    public static byte[] Data(int streamId, bool end, params ReadOnlySpan<byte> data) =>
        Frame(FrameType.Data, end ? FrameFlags.EndStream : FrameFlags.None, streamId, data);

    public async Task SendAsync(params byte[][] frames) => await Stream.WriteAsync(frames.SelectMany(frame => frame).ToArray(), Token);

    /// <summary>The next frame; null at the end. One that never comes is an error.</summary>
    public async Task<(FrameHeader Header, byte[] Payload)?> ReadAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        return await _reader.ReadAsync(patience.Token) is { } frame ? (frame.Header, frame.Payload.ToArray()) : null;
    }

    /// <summary>Skips to a frame of a type.</summary>
    public async Task<(FrameHeader Header, byte[] Payload)> ExpectAsync(FrameType type, FrameFlags flag = FrameFlags.None)
    {
        while (await ReadAsync() is { } frame)
        {
            if (frame.Header.Type == type && (flag == FrameFlags.None || frame.Header.Has(flag)))
            {
                return frame;
            }
        }

        throw new InvalidOperationException($"The server closed without a {type} frame.");
    }

    /// <summary>Reads until so many calls are answered.</summary>
    public async Task<List<(FrameHeader Header, byte[] Payload)>> ReadAnswersAsync(int count)
    {
        var frames = new List<(FrameHeader, byte[])>();
        while (count > 0 && await ReadAsync() is { } frame)
        {
            frames.Add(frame);
            count -= frame.Header is { Type: FrameType.Headers } header && header.Has(FrameFlags.EndStream) ? 1 : 0;
        }

        return frames;
    }

    /// <summary>How the server's run ended.</summary>
    public async Task<BuildKitException?> EndAsync()
    {
        try
        {
            await Serving.WaitAsync(TimeSpan.FromSeconds(30), Token);
            return null;
        }
        catch (BuildKitException e)
        {
            return e;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await Stream.DisposeAsync();
        await Serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _host.Dispose();
        _closing.Dispose();
    }
}
