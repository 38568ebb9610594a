using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Sessions;

/// <summary>The bytes that the messages of a call carry, both ways.</summary>
internal sealed class ControlStream(HttpMessageInvoker client, Stream request, Stream response, OpenContent content)
    : MessageStream(new GrpcMessageReader(response.ReadAsync).ReadAsync, "The call that carries the session")
{
    private readonly GrpcMessageWriter _writer = new(request.WriteAsync);

    public override bool CanWrite => true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await _writer.WriteAsync(BytesMessage.Of(buffer.Span), cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => request.FlushAsync(cancellationToken);

    public override void Flush() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Close();
            _writer.Dispose();
            client.Dispose();
        }

        base.Dispose(disposing);
    }
}
