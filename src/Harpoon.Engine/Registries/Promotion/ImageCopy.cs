using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Distribution;

namespace Harpoon.Engine.Registries.Promotion;

/// <summary>Copies an image to a repository, all but its own manifest: what is there already is not sent, and within a registry nothing is.</summary>
/// <param name="work">What it is, as the start of a line: <c>Promoting app@sha256:… to registry.example.com/app</c>.</param>
/// <param name="source">Where it is.</param>
/// <param name="target">Where it goes.</param>
/// <param name="isSameRegistry">Whether both are in the same registry.</param>
/// <param name="report">Gets the progress.</param>
internal sealed class ImageCopy(string work, Repository source, Repository target, bool isSameRegistry, IReport report)
{
    private const int ShortDigest = 19;
    private long _sent;
    private int _layers;

    /// <summary>Copies it.</summary>
    /// <exception cref="RegistryCallException">A registry could not be read or written. What was copied before is not copied again.</exception>
    public async Task ExecuteAsync(ImageTree image, CancellationToken cancellationToken)
    {
        if ((isSameRegistry && source.Path == target.Path) || await target.FindAsync(image.Root.Digest, cancellationToken) is not null)
        {
            return;
        }

        (_sent, _layers) = (0, 0);
        try
        {
            foreach (var blob in image.Blobs)
            {
                var how = await CopyAsync(blob, image, cancellationToken);
                _layers++;
                report.Output(new OutputLine(OutputChannel.Build, $"{blob.Digest[..Math.Min(blob.Digest.Length, ShortDigest)]}: {how}"));
                report.Progress(Status(image));
            }
        }
        finally
        {
            report.Progress(Status(image) with { IsOver = true });
        }

        foreach (var manifest in image.Manifests)
        {
            if (await target.FindAsync(manifest.Digest, cancellationToken) is null)
            {
                await target.PutAsync(manifest.Digest, manifest, cancellationToken);
            }
        }
    }

    private async Task<string> CopyAsync(Descriptor blob, ImageTree image, CancellationToken cancellationToken)
    {
        if (await target.Blobs.HasAsync(blob.Digest, cancellationToken))
        {
            _sent += blob.Size;
            return "Already exists";
        }

        if (await target.Blobs.BeginAsync(blob.Digest, isSameRegistry ? source.Path : null, cancellationToken) is not { } address)
        {
            _sent += blob.Size;
            return $"Mounted from {source.Path}";
        }

        await target.Blobs.SendAsync(
            address,
            blob,
            token => source.Blobs.OpenAsync(blob.Digest, token),
            count =>
            {
                _sent += count;
                report.Progress(Status(image));
            },
            cancellationToken);
        return "Copied";
    }

    private TransferStatus Status(ImageTree image) =>
        new(work, _sent, image.Blobs.Sum(blob => blob.Size)) { Layers = (_layers, image.Blobs.Length) };
}
