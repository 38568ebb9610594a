using System.Text.Json;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunSpecTests
{
    private static readonly Dictionary<string, string> Proxies = [];
    private static readonly BuildProcessIdentity Session = new("place", 7, "123");

    [Fact]
    public void An_attached_run_leaves_the_engine_no_log_to_keep() =>
        Assert.Equal("none", Json(new ContainerRunOptions("i")).GetProperty("HostConfig").GetProperty("LogConfig").GetProperty("Type").GetString());

    [Fact]
    public void A_kept_container_has_the_engines_own_log() =>
        Assert.False(Json(new ContainerRunOptions("i") { Keep = true }).GetProperty("HostConfig").TryGetProperty("LogConfig", out _));

    [Fact]
    public void What_was_not_asked_for_is_left_to_the_image_and_the_engine() =>
        Assert.Equal(
            """{"Image":"i","AttachStdout":true,"AttachStderr":true,"StopTimeout":10,"Labels":{"harpoon.session":"place.7.123"},"HostConfig":{"LogConfig":{"Type":"none"}}}""",
            Json(new ContainerRunOptions("i")).GetRawText());

    [Fact]
    public void What_was_asked_for_is_sent()
    {
        var json = Json(new ContainerRunOptions(new ContainerSpec("i")
        {
            Command = ["a b", "\""],
            User = "u:g",
            WorkingDirectory = "/w",
            Network = "n",
            StopTimeout = TimeSpan.FromSeconds(3),
            Memory = MemorySize.Parse("8m").Bytes,
            NanoCpus = CpuCount.Parse("1.5").NanoCpus,
            Tty = true,
            Init = true,
            ReadOnly = true,
        })
        {
            Keep = true,
            Project = "p",
            Environment = [new("A", "=")],
        });

        Assert.Equal(
            """{"Image":"i","AttachStdout":true,"AttachStderr":true,"Tty":true,"User":"u:g","WorkingDir":"/w","Cmd":["a b","\u0022"],"Env":["A=="],"StopTimeout":3,"Labels":{"harpoon.session":"place.7.123","harpoon.project":"p","harpoon.keep":"true"},"HostConfig":{"NetworkMode":"n","Memory":8388608,"NanoCpus":1500000000,"Init":true,"ReadonlyRootfs":true}}""",
            json.GetRawText());
    }

    [Fact]
    public void A_shell_line_takes_the_entrypoints_place()
    {
        var json = Json(new ContainerRunOptions("i") { Command = "a | b" });

        Assert.Equal("""["/bin/sh","-c"]""", json.GetProperty("Entrypoint").GetRawText());
        Assert.Equal("""["a | b"]""", json.GetProperty("Cmd").GetRawText());
    }

    private static JsonElement Json(ContainerRunOptions options)
    {
        using var json = JsonDocument.Parse(ContainerSpecJson.Write(RunSpec.Of(options, Proxies, Session)));
        return json.RootElement.Clone();
    }
}
