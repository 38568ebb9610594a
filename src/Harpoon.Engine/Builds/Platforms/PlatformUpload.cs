using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Builds.Platforms;

/// <summary>Sends an image to a repository by its digest, so that no tag stands for it there. What is there already is not sent.</summary>
/// <param name="work">What it is, as the start of a line: <c>Pushing registry.example.com/app:1</c>.</param>
/// <param name="target">The repository.</param>
/// <param name="report">Gets the progress.</param>
internal sealed class PlatformUpload(string work, Repository target, IReport report)
{
    private const int ShortDigest = 19;
    private long _sent;
    private int _layers;

    /// <summary>Another repository of the registry that has its content; null for none.</summary>
    public string? MountFrom { get; init; }

    /// <exception cref="RegistryCallException">It was not accepted.</exception>
    public async Task ExecuteAsync(PlatformContent image, CancellationToken cancellationToken)
    {
        if (await target.FindAsync(image.Manifest.Digest, cancellationToken) is not null)
        {
            return;
        }

        (_sent, _layers) = (0, 0);
        try
        {
            foreach (var blob in image.Blobs)
            {
                var how = await SendAsync(blob, image, cancellationToken);
                _layers++;
                report.Output(new OutputLine(OutputChannel.Build, $"{blob.Descriptor.Digest[..ShortDigest]}: {how}"));
                report.Progress(Status(image));
            }
        }
        finally
        {
            report.Progress(Status(image) with { IsOver = true });
        }

        await target.PutAsync(image.Manifest.Digest, image.Manifest, cancellationToken);
    }

    private async Task<string> SendAsync(PlatformBlob blob, PlatformContent image, CancellationToken cancellationToken)
    {
        var before = _sent;
        if (await target.Blobs.HasAsync(blob.Descriptor.Digest, cancellationToken))
        {
            _sent += blob.Descriptor.Size;
            return "Layer already exists";
        }

        if (await target.Blobs.BeginAsync(blob.Descriptor.Digest, MountFrom, cancellationToken) is not { } address)
        {
            _sent += blob.Descriptor.Size;
            return $"Mounted from {MountFrom}";
        }

        await target.Blobs.SendAsync(
            address,
            blob.Descriptor,
            _ =>
            {
                // A call that is made again sends all of it.
                _sent = before;
                return Task.FromResult(blob.Open());
            },
            count =>
            {
                _sent += count;
                report.Progress(Status(image));
            },
            cancellationToken);
        return "Pushed";
    }

    private TransferStatus Status(PlatformContent image) =>
        new(work, _sent, image.Blobs.Sum(blob => blob.Descriptor.Size)) { Layers = (_layers, image.Blobs.Length) };
}
