using System.Text;
using Harpoon.Engine.Credentials;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class ImagePullTests
{
    private readonly RecordingReport _report = new();

    [Fact]
    public async Task Each_new_status_of_a_layer_is_seen_once()
    {
        await PullAsync(
            """
            {"status":"Pulling from library/alpine","id":"3.22"}
            {"status":"Downloading","id":"9824c27679d3","progress":"[=> ] 1MB/3MB"}
            {"status":"Downloading","id":"9824c27679d3","progress":"[==>] 2MB/3MB"}
            {"status":"Pull complete","id":"9824c27679d3"}
            """);

        Assert.Equal(
            ["3.22: Pulling from library/alpine", "9824c27679d3: Downloading", "9824c27679d3: Pull complete"],
            _report.Lines.Select(line => line.Text));
    }

    [Fact]
    public async Task A_failure_among_the_messages_is_an_error()
    {
        var error = await Assert.ThrowsAsync<HarpoonException>(() => PullAsync(
            """
            {"status":"Pulling from library/alpine","id":"3.22"}
            {"errorDetail":{"message":"toomanyrequests: slow down"},"error":"toomanyrequests: slow down"}
            """));

        Assert.Equal("HRP4022", Assert.Single(error.Diagnostics).Code);
        Assert.Contains("toomanyrequests: slow down", error.Message, StringComparison.Ordinal);
    }

    private async Task PullAsync(string answer)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(answer));
        var credentials = new RegistryCredentials(new HostEnvironment(_ => null, "/", "/"), TestContext.Current.CancellationToken);
        await ImagePull.ReportAsync("alpine:3.22", stream, credentials, _report, TestContext.Current.CancellationToken);
    }
}
