using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;

namespace Harpoon.BuildKit.Tests.Http2;

/// <summary>nghttp2's clients: Huffman strings, a dynamic table, priorities, many streams.</summary>
public sealed class NghttpTests : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly string _body = Path.GetTempFileName();

    private int _patterns;
    private long _received;

    public NghttpTests() => _server = new TestServer(
        new HealthService(),
        TestMethod.Echo,
        TestMethod.Megabytes,
        new TestMethod("/test.Test/Headers", (call, _) => Task.FromResult(_patterns = call.Metadata.All("include-patterns").Length)),
        new TestMethod("/test.Test/Length", LengthAsync));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [NghttpFact]
    public async Task H2load_gets_an_answer_to_each_of_many_calls()
    {
        await File.WriteAllBytesAsync(_body, [0, 0, 0, 0, 0], Token);
        var output = await ProgramRun.OutputAsync(
            "h2load",
            ["-n", "5000", "-c", "5", "-m", "50", "-d", _body, "-H", "content-type: application/grpc", "-H", "te: trailers", new Uri(_server.Address, "/grpc.health.v1.Health/Check").ToString()],
            Token);

        Assert.Contains("5000 succeeded, 0 failed, 0 errored", output, StringComparison.Ordinal);
        Assert.Contains("5000 2xx", output, StringComparison.Ordinal);
    }

    [NghttpFact]
    public async Task H2load_sends_bodies_of_several_windows()
    {
        var message = new byte[1 << 20];
        await File.WriteAllBytesAsync(_body, RawClient.Message(message), Token);
        var output = await ProgramRun.OutputAsync(
            "h2load",
            ["-n", "20", "-c", "2", "-m", "5", "-d", _body, "-H", "content-type: application/grpc", new Uri(_server.Address, "/test.Test/Echo").ToString()],
            Token);

        Assert.Contains("20 succeeded, 0 failed, 0 errored", output, StringComparison.Ordinal);
    }

    [NghttpFact]
    public async Task H2load_has_more_calls_at_a_time_than_we_take_and_all_are_answered()
    {
        await File.WriteAllBytesAsync(_body, [0, 0, 0, 0, 0], Token);
        var output = await ProgramRun.OutputAsync(
            "h2load",
            ["-n", "4000", "-c", "2", "-m", "1000", "-d", _body, "-H", "content-type: application/grpc", new Uri(_server.Address, "/grpc.health.v1.Health/Check").ToString()],
            Token);

        Assert.Contains("4000 succeeded, 0 failed, 0 errored", output, StringComparison.Ordinal);
    }

    [NghttpTheory]
    [InlineData(16)]
    [InlineData(30)]
    public async Task H2load_takes_a_hundred_megabytes_through_small_windows_and_large_ones(int bits)
    {
        await File.WriteAllBytesAsync(_body, RawClient.Message(BitConverter.GetBytes(100)), Token);
        var output = await ProgramRun.OutputAsync(
            "h2load",
            ["-n", "1", "-c", "1", "-w", $"{bits}", "-W", $"{bits}", "-d", _body, "-H", "content-type: application/grpc", new Uri(_server.Address, "/test.Test/Megabytes").ToString()],
            Token);

        Assert.Contains("1 succeeded, 0 failed, 0 errored", output, StringComparison.Ordinal);
        Assert.Contains($"({100 * RawClient.Message(new byte[1 << 20]).Length}) data", output, StringComparison.Ordinal);
    }

    [NghttpTheory]
    [InlineData("h2load", "-n", "1", "-c", "1")]
    [InlineData("nghttp", "-n")]
    public async Task Both_send_a_hundred_megabytes_through_one_stream(string program, params string[] options)
    {
        await using (var file = File.OpenWrite(_body))
        {
            for (var i = 0; i < 100; i++)
            {
                await file.WriteAsync(RawClient.Message(new byte[1 << 20]), Token);
            }
        }

        await ProgramRun.OutputAsync(
            program, [.. options, "-d", _body, "-H", "content-type: application/grpc", new Uri(_server.Address, "/test.Test/Length").ToString()], Token);

        Assert.Equal(100 << 20, _received);
    }

    [NghttpTheory]
    [InlineData("--trailer=checksum: abc")]
    [InlineData("--padding=200")]
    [InlineData("--header-table-size=0 --header-table-size=4096")]
    [InlineData("--encoder-header-table-size=0")]
    [InlineData("--window-bits=1")]
    public async Task Nghttp_gets_its_answer_whatever_else_it_says(string options)
    {
        await File.WriteAllBytesAsync(_body, RawClient.Message(new byte[1_000]), Token);
        var arguments = options.StartsWith("--trailer", StringComparison.Ordinal) ? [options] : options.Split(' ');
        var output = await ProgramRun.OutputAsync(
            "nghttp", ["-v", "-n", "-d", _body, "-H", "content-type: application/grpc", .. arguments, new Uri(_server.Address, "/test.Test/Echo").ToString()], Token);

        Assert.Contains("grpc-status: 0", output, StringComparison.Ordinal);
    }

    [NghttpFact]
    public async Task Nghttp_reads_the_trailers_and_many_headers()
    {
        await File.WriteAllBytesAsync(_body, [0, 0, 0, 0, 0], Token);
        var headers = Enumerable.Range(0, 300).SelectMany(i => new[] { "-H", $"include-patterns: some/path/number-{i}/with/a/long/name/{new string('x', 100)}" });
        var output = await ProgramRun.OutputAsync(
            "nghttp",
            ["-v", "-d", _body, "-H", "content-type: application/grpc", .. headers, "--header-table-size=0", new Uri(_server.Address, "/test.Test/Headers").ToString()],
            Token);

        Assert.Contains("grpc-status: 0", output, StringComparison.Ordinal);
        Assert.Equal(300, _patterns);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        File.Delete(_body);
    }
    private async Task LengthAsync(IRpcCall call, CancellationToken token)
    {
        while (await call.ReadAsync(token) is { } message)
        {
            _received += message.Length;
        }
    }
}
