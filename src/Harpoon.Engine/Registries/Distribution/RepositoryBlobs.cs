using System.Net;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>The configurations and layers in a repository.</summary>
/// <param name="connection">The registry.</param>
/// <param name="path">The repository's path there.</param>
/// <param name="access">What is to be done: <c>pull</c>, or <c>pull,push</c>.</param>
internal sealed class RepositoryBlobs(RegistryConnection connection, string path, string access)
{
    /// <summary>How long an upload may stand still, and how long the registry may take to store it.</summary>
    private static readonly TimeSpan PieceLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StoreLimit = TimeSpan.FromMinutes(5);

    private string Scope => $"repository:{path}:{access}";

    /// <summary>Whether the repository has it.</summary>
    public async Task<bool> HasAsync(string digest, CancellationToken cancellationToken)
    {
        using var response = await connection.SendAsync(new RegistryRequest(HttpMethod.Head, $"{path}/blobs/{digest}", Scope), cancellationToken);
        return response.IsSuccessStatusCode
            || (response.StatusCode == HttpStatusCode.NotFound ? false : throw await connection.RefusalAsync(response, cancellationToken));
    }

    /// <summary>Opens it. The caller disposes of the stream.</summary>
    public async Task<Stream> OpenAsync(string digest, CancellationToken cancellationToken)
    {
        var response = await connection.SucceedAsync(new RegistryRequest(HttpMethod.Get, $"{path}/blobs/{digest}", Scope), cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Begins an upload, or takes it from another repository of the registry.</summary>
    /// <param name="digest">What.</param>
    /// <param name="from">A repository of the registry that has it; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Where it is to be sent; null if the registry has taken it from there.</returns>
    public async Task<string?> BeginAsync(string digest, string? from, CancellationToken cancellationToken)
    {
        var request = new RegistryRequest(HttpMethod.Post, $"{path}/blobs/uploads/", Scope) { Content = Nothing };
        if (from is not null)
        {
            request = request with
            {
                Target = $"{request.Target}?mount={Uri.EscapeDataString(digest)}&from={Uri.EscapeDataString(from)}",
                Scope = $"{Scope} repository:{from}:pull",
            };
        }

        using var response = await connection.SucceedAsync(request, cancellationToken);
        return response.StatusCode == HttpStatusCode.Created ? null
            : response.Headers.Location?.OriginalString ?? throw connection.Failure("it names no address for an upload");
    }

    /// <summary>Sends it to where its upload began.</summary>
    /// <param name="address">Where.</param>
    /// <param name="blob">What.</param>
    /// <param name="open">Opens the content to send.</param>
    /// <param name="onSent">Is given how many more bytes were sent.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task SendAsync(
        string address, Descriptor blob, Func<CancellationToken, Task<Stream>> open, Action<int> onSent, CancellationToken cancellationToken)
    {
        using var moving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        BlobContent? sending = null;
        var request = new RegistryRequest(HttpMethod.Put, $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}digest={Uri.EscapeDataString(blob.Digest)}", Scope)
        {
            Content = () => sending = new BlobContent(blob, open, Note),
            Limit = Timeout.InfiniteTimeSpan,
        };
        try
        {
            Note(0);
            using var response = await connection.SucceedAsync(request, moving.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            var silence = connection.Failure(DiagnosticTexts.Format("Detail.Timeout", PieceLimit.TotalSeconds), e);
            throw sending is { IsReading: true } ? silence.For(RegistryAccess.Pull) : silence;
        }

        void Note(int count)
        {
            moving.CancelAfter(count < 0 ? StoreLimit : PieceLimit);
            onSent(Math.Max(count, 0));
        }
    }

    private static ByteArrayContent Nothing() => new([]);
}
