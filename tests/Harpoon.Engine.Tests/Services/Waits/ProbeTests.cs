using System.Net;
using System.Net.Sockets;
using System.Text;
using Harpoon.Engine.Services.Waits;

namespace Harpoon.Engine.Tests.Services.Waits;

public sealed class ProbeTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ProbeTests() => _listener.Start();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // As through an engine's proxy: somebody in between may have answered.
    private PortAddress Address => new(_listener.LocalEndpoint, Source: null);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_port_where_no_one_listens_is_not_open()
    {
        var closed = Address;
        _listener.Stop();

        Assert.NotNull(await new PortProbe(closed).TryAsync(Token));
    }

    [Fact]
    public async Task A_port_where_a_proxy_hangs_up_at_once_is_not_open()
    {
        var proxy = AcceptAsync(client => client.Close());

        Assert.NotNull(await new PortProbe(Address).TryAsync(Token));
        await proxy;
    }

    [Fact]
    public async Task A_port_where_a_server_waits_for_its_client_to_speak_is_open()
    {
        using var probed = new CancellationTokenSource();
        var server = AcceptAsync(_ => probed.Token.WaitHandle.WaitOne());

        Assert.Null(await new PortProbe(Address).TryAsync(Token));
        await probed.CancelAsync();
        await server;
    }

    [Fact]
    public async Task A_port_where_a_server_speaks_and_hangs_up_is_open()
    {
        var server = AcceptAsync(client => client.Send("hello\n"u8));

        Assert.Null(await new PortProbe(Address).TryAsync(Token));
        await server;
    }

    [Theory]
    [InlineData("http:/", "HTTP/1.1 200 OK\r\n\r\n", true)]
    [InlineData("http:/", "HTTP/1.0 302 Found\r\nLocation: /login\r\n\r\n", true)]
    [InlineData("http:/", "HTTP/1.1 404 Not Found\r\n\r\n", false)]
    [InlineData("http:/", "HTTP/1.1 503 Service Unavailable\r\n\r\n", false)]
    [InlineData("http:/ 503", "HTTP/1.1 503 Service Unavailable\r\n\r\n", true)]
    [InlineData("http:/ 204", "HTTP/1.1 200 OK\r\n\r\n", false)]
    [InlineData("http:/", "220 mail.example.org ESMTP\r\n", false)]
    [InlineData("http:/", "", false)]
    public async Task A_web_server_is_judged_by_its_status(string wait, string answer, bool isMet)
    {
        var server = AnswerAsync(answer);

        var found = await Probe(wait).TryAsync(Token);

        Assert.Equal(isMet, found is null);
        await server;
    }

    [Fact]
    public async Task A_web_server_is_asked_for_the_path_by_the_name_of_the_service()
    {
        var server = AnswerAsync("HTTP/1.1 200 OK\r\n\r\n");

        await Probe("http:/a%20b?c=d;é").TryAsync(Token);

        var request = await server;
        Assert.StartsWith("GET /a%20b?c=d;%C3%A9 HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("\r\nHost: db:80\r\n", request, StringComparison.Ordinal);
    }

    private HttpProbe Probe(string wait) => new((HttpWait)WaitConditionParser.Parse(wait), "db:80", Address);

    private async Task AcceptAsync(Action<Socket> serve)
    {
        using var client = await _listener.AcceptSocketAsync(Token);
        await Task.Run(() => serve(client), Token);
    }

    private async Task<string> AnswerAsync(string answer)
    {
        using var client = await _listener.AcceptSocketAsync(Token);
        var request = new byte[1_000];
        var length = await client.ReceiveAsync(request, Token);
        await client.SendAsync(Encoding.ASCII.GetBytes(answer), Token);
        return Encoding.ASCII.GetString(request, 0, length);
    }
}
