using System.Text.Json;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Runs.Development;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Tests.Runs.Development;

public sealed class MountedDebuggerTests
{
    [Fact]
    public void The_settings_attach_to_the_application_in_the_container_by_the_same_engine()
    {
        using var json = Settings(new ContainerRunOptions("shop:latest"), new Endpoint(new Uri("ssh://me@far"), ""));
        var pipe = json.RootElement.GetProperty("pipeTransport");

        Assert.Equal(("coreclr", "attach"), (json.RootElement.GetProperty("type").GetString(), json.RootElement.GetProperty("request").GetString()));
        Assert.Equal(1, json.RootElement.GetProperty("processId").GetInt32());
        Assert.Equal("docker", pipe.GetProperty("pipeProgram").GetString());
        Assert.Equal(["--host", "ssh://me@far", "exec", "-i", "0a3c"], pipe.GetProperty("pipeArgs").EnumerateArray().Select(argument => argument.GetString()));
        Assert.Equal("/harpoon/debugger/vsdbg", pipe.GetProperty("debuggerPath").GetString());
    }

    [Fact]
    public void Where_another_program_is_the_first_process_the_editor_asks_which_one()
    {
        var endpoint = new Endpoint(new Uri("unix:///a.sock"), "") { IsStarted = true };
        using var shell = Settings(new ContainerRunOptions("i") { Command = "dotnet app.dll" }, endpoint);
        using var init = Settings(new ContainerRunOptions(new ContainerSpec("i") { Init = true }), endpoint);

        Assert.Equal("${command:pickRemoteProcess}", shell.RootElement.GetProperty("processId").GetString());
        Assert.Equal("${command:pickRemoteProcess}", init.RootElement.GetProperty("processId").GetString());
        Assert.Equal(3, init.RootElement.GetProperty("pipeTransport").GetProperty("pipeArgs").GetArrayLength());
    }

    private static JsonDocument Settings(ContainerRunOptions options, Endpoint endpoint) =>
        JsonDocument.Parse(MountedDebugger.Settings(options, "vsdbg", "0a3c", endpoint));
}
