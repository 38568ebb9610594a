using Harpoon.Engine.Client.Transports.Ssh;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>The input and output of a <c>kubectl exec</c>.</summary>
/// <param name="process">The program. It is killed when the transport ends.</param>
/// <param name="failed">Makes an error of what it wrote on its standard error, where it ended before anything came.</param>
internal sealed class PodStream(SshProcess process, Func<string, HarpoonException> failed) : ForwardStream
{
    private bool _hasRead;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await process.Output.ReadAsync(buffer, cancellationToken);
        if (count == 0 && buffer.Length > 0 && !_hasRead && await process.EndAsync(cancellationToken) is { } end)
        {
            throw failed(end.LastOutput);
        }

        _hasRead |= count > 0;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await process.Input.WriteAsync(buffer, cancellationToken);
        await process.Input.FlushAsync(cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            process.Close();
        }

        base.Dispose(disposing);
    }
}
