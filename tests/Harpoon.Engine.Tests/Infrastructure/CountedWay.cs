using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>A proxy before the tests' engine that writes down the calls.</summary>
internal sealed partial class CountedWay : IAsyncDisposable
{
    private readonly Endpoint _engine;
    private readonly ScriptedServer _server;

    /// <param name="engine">The engine behind it.</param>
    public CountedWay(Endpoint engine) => (_engine, _server) = (engine, new ScriptedServer(PassAsync));

    /// <summary>Where it listens.</summary>
    public string Address => _server.Address;

    /// <summary>The calls that were made: <c>GET /_ping</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task PassAsync(Stream client, CancellationToken stopping)
    {
        await using var opener = new StreamOpener(_engine, HostEnvironment.OfProcess(Environment.CurrentDirectory));
        await using var engine = await opener.OpenAsync(stopping);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var answers = engine.CopyToAsync(client, ended.Token);
        var buffer = new byte[16_384];
        int length;
        while ((length = await client.ReadAsync(buffer, stopping)) > 0)
        {
            // A call without a body comes in one piece.
            if (Head().Match(Encoding.Latin1.GetString(buffer, 0, length)) is { Success: true, Groups: var groups })
            {
                Calls.Enqueue($"{groups[1].Value} {groups[2].Value}");
            }

            await engine.WriteAsync(buffer.AsMemory(0, length), stopping);
        }

        await ended.CancelAsync();
        await answers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [GeneratedRegex(@"^([A-Z]+) (?:/v[0-9.]+)?(/[^ ?]*)\S* HTTP/1\.1\r\n")]
    private static partial Regex Head();
}
