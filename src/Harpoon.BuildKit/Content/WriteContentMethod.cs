using System.Buffers;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Content;

/// <summary>Receives content: each message is answered with how much there is, and the last one keeps it if its digest is right.</summary>
internal sealed class WriteContentMethod(ContentStores stores) : IRpcMethod
{
    /// <inheritdoc/>
    public string Name => ContentStores.Service + "Write";

    /// <inheritdoc/>
    public async Task HandleAsync(IRpcCall call, CancellationToken cancellationToken)
    {
        var folder = stores.Of(call);
        if (!folder.IsWritable)
        {
            throw new RpcException(RpcStatus.PermissionDenied, "the store is read-only");
        }

        try
        {
            using var write = new ContentWrite(folder);
            while (!write.IsDone && await call.ReadAsync(cancellationToken) is { } message)
            {
                await call.WriteAsync(write.Answer(message.Span), cancellationToken);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RpcException(RpcStatus.Unknown, $"the cache can't be written: {e.Message}", e);
        }
    }

    /// <summary>One content that is written.</summary>
    private sealed class ContentWrite(ContentFolder folder) : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _response = new();
        private ContentWriter? _writer;
        private string _name = "";
        private string _expected = "";
        private long _total;

        public bool IsDone { get; private set; }

        public ReadOnlyMemory<byte> Answer(ReadOnlySpan<byte> message)
        {
            var request = WriteContentRequest.Read(message);
            Take(request);
            _writer ??= folder.Create();
            if (request.Action != WriteAction.Stat)
            {
                Add(request.Offset, request.Data);
            }

            if (request.Action == WriteAction.Commit)
            {
                Commit();
            }

            return Response(request.Action);
        }

        public void Dispose() => _writer?.Dispose();

        private void Take(WriteContentRequest request)
        {
            _name = _writer is null ? request.Name : _name;
            _total = request.Total > 0 ? request.Total : _total;
            if (request.Expected.Length == 0)
            {
                return;
            }

            _expected = ContentDigest.IsValid(request.Expected)
                ? request.Expected
                : throw new RpcException(RpcStatus.InvalidArgument, $"\"{request.Expected}\" is not a digest that is supported");
            if (folder.Find(_expected) is not null)
            {
                folder.Note(_name, _expected);
                throw new RpcException(RpcStatus.AlreadyExists, $"content {_expected} already exists");
            }
        }

        private void Add(long offset, ReadOnlySpan<byte> data)
        {
            if (offset != _writer!.Length)
            {
                throw new RpcException(RpcStatus.OutOfRange, $"there are {_writer.Length} bytes, and more can't be added at {offset}");
            }

            _writer.Write(data);
        }

        private void Commit()
        {
            if ((_expected.Length > 0 && _expected != _writer!.Digest) || (_total > 0 && _total != _writer!.Length))
            {
                throw new RpcException(
                    RpcStatus.FailedPrecondition, $"content {_expected} of {_total} bytes was announced, and {_writer!.Digest} of {_writer.Length} bytes came");
            }

            var digest = _writer!.Digest;
            _writer.Commit();
            folder.Note(_name, digest);
            IsDone = true;
        }

        private ReadOnlyMemory<byte> Response(WriteAction action)
        {
            _response.ResetWrittenCount();
            var writer = new ProtoWriter(_response);
            writer.Write(1, (long)action);
            writer.Write(4, _writer!.Length);
            writer.Write(5, _total);
            if (action == WriteAction.Commit)
            {
                writer.Write(6, _writer.Digest);
            }

            return _response.WrittenMemory;
        }
    }
}
