namespace Harpoon.BuildKit.Exports;

/// <summary>Where the file goes that a build exports to its client: a tar, or an image's archive.</summary>
public interface IExportTarget
{
    /// <summary>Takes the file. A content that is cut fails to be read; the build itself may fail after it too.</summary>
    /// <param name="content">The file's bytes, as they come.</param>
    /// <param name="metadata">What the exporter says of it, such as <c>containerimage.digest</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ReceiveAsync(Stream content, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken);
}
