using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Failures;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Calls;

/// <summary>Answers that come while the engine does something else with the same object.</summary>
public sealed class LostRaceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unrecognized image ID sha256:469a05855c25")]
    [InlineData("identifier is not a container")]
    public async Task An_image_whose_parent_goes_at_the_same_time_is_removed_all_the_same(string words)
    {
        await using var server = ScriptedServer.Answering(
            ScriptedServer.Ping("1.41"), Answer("500 Internal Server Error", $$"""{"message":"{{words}}"}"""), Answer("200 OK", """[{"Deleted":"sha256:a"}]"""));
        await using var engine = await ConnectAsync(server);

        Assert.Equal(["Deleted: sha256:a"], await engine.Images.RemoveAsync("sha256:a", force: true, Token));
    }

    [Fact]
    public async Task Any_other_failure_to_remove_an_image_is_an_error()
    {
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.41"), Answer("500 Internal Server Error", """{"message":"no space left"}"""));
        await using var engine = await ConnectAsync(server);

        var refusal = await Assert.ThrowsAsync<EngineRefusedException>(() => engine.Images.RemoveAsync("sha256:a", force: true, Token));

        Assert.Equal((500, "no space left"), (refusal.Status, refusal.ResponseMessage));
    }

    [Fact]
    public async Task An_engine_that_hears_of_the_memory_after_the_end_is_asked_again()
    {
        await using var server = ScriptedServer.Answering(ScriptedServer.Ping("1.41"), Killed(outOfMemory: false), Killed(outOfMemory: false), Killed(outOfMemory: true));
        await using var engine = await ConnectAsync(server);

        Assert.Equal(OutOfMemory.Yes, await OutOfMemoryCheck.OfAsync("a", engine));
    }

    [Fact]
    public async Task A_container_that_was_killed_otherwise_is_said_so_after_some_looks()
    {
        await using var server = ScriptedServer.Answering([ScriptedServer.Ping("1.41"), .. Enumerable.Repeat(Killed(outOfMemory: false), 20)]);
        await using var engine = await ConnectAsync(server);

        Assert.Equal(OutOfMemory.No, await OutOfMemoryCheck.OfAsync("a", engine));
    }

    private static string Killed(bool outOfMemory) => Answer(
        "200 OK", $$$"""{"Name":"/a","State":{"Running":false,"ExitCode":137,"OOMKilled":{{{(outOfMemory ? "true" : "false")}}},"Status":"exited"}}""");

    private static string Answer(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static Task<IEngine> ConnectAsync(ScriptedServer server) => EngineConnector.ConnectAsync(
        new EndpointOptions(server.Address, TlsVerify: false), HostEnvironment.OfProcess(AppContext.BaseDirectory), new RecordingReport(), Token);
}
