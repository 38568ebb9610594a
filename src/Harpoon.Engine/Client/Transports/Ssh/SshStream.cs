using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Transports.Ssh;

/// <summary>A connection to an engine through the input and output of an <c>ssh</c>.</summary>
/// <param name="process">The program. It is not killed with this stream: the others' connections may go through it.</param>
/// <param name="endpoint">The engine.</param>
internal sealed class SshStream(SshProcess process, Endpoint endpoint) : ForwardStream, IHalfClosable
{
    private bool _hasRead;

    /// <summary>Called when the first bytes come.</summary>
    public Action? Answered { get; init; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await process.Output.ReadAsync(buffer, cancellationToken);
        if (count == 0 && buffer.Length > 0)
        {
            await ThrowIfFailedAsync(cancellationToken);
        }

        if (count > 0 && !_hasRead)
        {
            _hasRead = true;
            Answered?.Invoke();
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer.AsMemory(offset, count)).AsTask().GetAwaiter().GetResult();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        process.Input.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        process.Input.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Write(byte[] buffer, int offset, int count) => process.Input.Write(buffer, offset, count);

    public override void Flush() => process.Input.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => process.Input.FlushAsync(cancellationToken);

    public Task CloseWriteAsync(CancellationToken cancellationToken) => process.Input.DisposeAsync().AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            process.Close();
        }

        base.Dispose(disposing);
    }

    /// <summary>The end of what comes is an engine's word where it said something before, and else ssh's, or docker's on the far side.</summary>
    private async Task ThrowIfFailedAsync(CancellationToken cancellationToken)
    {
        if (await process.EndAsync(cancellationToken) is not { ExitCode: not 0 } end)
        {
            return;
        }

        if (!_hasRead)
        {
            throw SshFailure.Of(end, endpoint);
        }

        if (end.ExitCode == SshEnd.NoConnection)
        {
            throw new IOException(end.LastOutput);
        }
    }
}
