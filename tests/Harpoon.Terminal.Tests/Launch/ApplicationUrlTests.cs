using Harpoon.Terminal.Launch;

namespace Harpoon.Terminal.Tests.Launch;

public sealed class ApplicationUrlTests
{
    [Theory]
    [InlineData("http://localhost:5000", "http://*:5000", "127.0.0.1", "5000")]
    [InlineData("http://127.0.0.1:5000/", "http://*:5000", "127.0.0.1", "5000")]
    [InlineData("http://[::1]:5000", "http://*:5000", "127.0.0.1", "5000")]
    [InlineData("http://*:5000", "http://*:5000", null, "5000")]
    [InlineData("http://+:5000", "http://*:5000", null, "5000")]
    [InlineData("http://0.0.0.0:5000", "http://*:5000", null, "5000")]
    [InlineData("http://[::]:5000", "http://*:5000", null, "5000")]
    [InlineData("http://10.0.0.7:5000", "http://*:5000", "10.0.0.7", "5000")]
    [InlineData("http://my-machine", "http://*:80", null, "80")]
    [InlineData(" HTTPS://localhost ", "https://*:443", "127.0.0.1", "443")]
    public void It_answers_at_the_address_that_it_names(string text, string inContainer, string? hostIp, string hostPort)
    {
        var url = ApplicationUrl.Parse(text)!;

        Assert.Equal(inContainer, url.InContainer);
        Assert.Equal(hostIp, url.Binding.HostIp);
        Assert.Equal(hostPort, url.Binding.HostPort);
        Assert.Equal(int.Parse(hostPort, null), url.Binding.ContainerPort);
    }

    [Theory]
    [InlineData("")]
    [InlineData("localhost:5000")]
    [InlineData("http://unix:/tmp/app.sock:0")]
    [InlineData("http://localhost:0")]
    [InlineData("http://localhost:65536")]
    [InlineData("net.tcp://localhost:5000")]
    public void What_has_no_port_that_can_be_published_is_none(string text) => Assert.Null(ApplicationUrl.Parse(text));
}
