using System.Text;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>A proxy before the tests' engine that passes so many bytes, either way, and then no more.</summary>
internal sealed class LossyWay : IAsyncDisposable
{
    private readonly Endpoint _engine;
    private readonly string _path;
    private readonly bool _stalls;
    private readonly bool _heals;
    private readonly CancellationTokenSource _cutting = new();
    private readonly ScriptedServer _server;
    private long _left;

    /// <param name="engine">The engine behind it.</param>
    /// <param name="bytes">How many bytes get through.</param>
    /// <param name="stalls">Whether it then holds all connections open and passes nothing on; else it cuts them.</param>
    /// <param name="path">Of which calls' connections; of all by default.</param>
    /// <param name="heals">Whether connections that are opened after the cut get everything through.</param>
    public LossyWay(Endpoint engine, long bytes, bool stalls, string path = "", bool heals = false)
    {
        (_engine, _left, _stalls, _path, _heals) = (engine, bytes, stalls, path, heals);
        _server = new ScriptedServer(PassAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Address => _server.Address;

    /// <summary>What connections wait for that are opened after the cut.</summary>
    public Func<CancellationToken, Task> Healing { get; init; } = _ => Task.CompletedTask;

    /// <summary>Whether connections were cut.</summary>
    public bool IsCut => _cutting.IsCancellationRequested;

    /// <summary>Passes nothing on from now.</summary>
    public void Block() => Interlocked.Exchange(ref _left, 0);

    /// <summary>Cuts all connections that are open now.</summary>
    public void Cut() => _cutting.CancelAfter(TimeSpan.Zero);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _cutting.Dispose();
    }

    private async Task PassAsync(Stream client, CancellationToken stopping)
    {
        var first = new byte[4_096];
        var length = await client.ReadAsync(first, stopping);
        var isLossy = Encoding.Latin1.GetString(first, 0, length).Split('\n')[0].Contains(_path, StringComparison.Ordinal);
        if (_heals && _cutting.IsCancellationRequested)
        {
            isLossy = false;
            await Healing(stopping);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, isLossy ? _cutting.Token : default);
        await using var opener = new StreamOpener(_engine, HostEnvironment.OfProcess(AppContext.BaseDirectory));
        await using var far = await opener.OpenAsync(stopping);
        await PassAsync(first.AsMemory(0, length), far, isLossy, ending.Token);
        await await Task.WhenAny(PassAllAsync(client, far, isLossy, ending.Token), PassAllAsync(far, client, isLossy, ending.Token));
        await ending.CancelAsync();
    }

    private async Task PassAllAsync(Stream from, Stream to, bool isLossy, CancellationToken ending)
    {
        var buffer = new byte[16 << 10];
        while (await from.ReadAsync(buffer, ending) is var length and > 0)
        {
            await PassAsync(buffer.AsMemory(0, length), to, isLossy, ending);
        }
    }

    private async Task PassAsync(ReadOnlyMemory<byte> bytes, Stream to, bool isLossy, CancellationToken ending)
    {
        var passed = isLossy ? (int)Math.Clamp(Interlocked.Add(ref _left, -bytes.Length) + bytes.Length, 0, bytes.Length) : bytes.Length;
        await to.WriteAsync(bytes[..passed], ending);
        if (passed == bytes.Length)
        {
            return;
        }

        if (!_stalls)
        {
            await _cutting.CancelAsync();
        }

        await Task.Delay(Timeout.Infinite, ending);
    }
}
