using System.Collections.Immutable;
using Harpoon.BuildKit.Grpc.Client;

namespace Harpoon.BuildKit.Control;

/// <summary>
/// Asks a frontend what needs no build, such as <c>frontend.lint</c>. The client stands in a frontend's place meanwhile, since BuildKit hands the answer to no one else:
/// a build without a frontend waits for its client to ask, and to end it.
/// </summary>
/// <param name="calls">Makes calls.</param>
internal sealed class FrontendClient(GrpcClient calls)
{
    private const string Service = "/moby.buildkit.v1.frontend.LLBBridge/";

    /// <summary>The header that says whose calls they are.</summary>
    private const string BuildHeader = "buildkit-controlapi-buildid";

    /// <param name="request">The frontend, and what it is asked.</param>
    /// <param name="build">Opens a build.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The answer: texts by their names.</returns>
    public async Task<ImmutableDictionary<string, string>> AskAsync(
        SolveRequest request, Func<SolveRequest, CancellationToken, Task> build, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var building = build(new SolveRequest(request.Ref, request.Session) { Frontend = "" }, ending.Token);
        try
        {
            var asking = CallAsync("Solve", GatewayMessages.Solve(request), request.Ref, ending.Token);
            if (await Task.WhenAny(asking, building) == building)
            {
                // It would wait for its frontend: so it failed, and says why.
                await building;
            }

            var answer = GatewayMessages.Metadata((await asking).Span);
            await CallAsync("Return", GatewayMessages.Nothing, request.Ref, ending.Token);
            await building;
            return answer;
        }
        finally
        {
            await ending.CancelAsync();
            await building.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<ReadOnlyMemory<byte>> CallAsync(string method, ReadOnlyMemory<byte> message, string build, CancellationToken cancellationToken) =>
        calls.CallAsync($"{Service}{method}", message, cancellationToken, new(BuildHeader, build));
}
