using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunVolumesTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineFact(NotOnRootless = PodmanLacks.Folders)]
    public async Task Folders_volumes_and_memory_are_mounted_where_the_items_say()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "fish"), "cod\n", Token);
        var host = Host with { CurrentDirectory = folder.Path };
        VolumeRequest[] volumes = [new("./:/in:ro"), new("./made/out:/out"), new("/anonymous"), new("/memory:size=1m", Type: "tmpfs")];

        var outcome = await RunAsync(Shell("cp /in/fish /out/ && ! touch /in/x 2>/dev/null && touch /anonymous/x && mount | grep -o ' /memory.*size=1024k'") with
        {
            Volumes = [.. volumes.Select(volume => VolumeGrammar.Parse(volume, host))],
        });

        Assert.Null(outcome.Failure);

        // Over a network Harpoon can't know whose folders they are, and leaves it to the engine.
        Assert.Equal(
            (await EngineAsync()).Endpoint.Address.Scheme == "unix",
            Report.Messages.Any(message => message.Text.StartsWith($"Created the folder {Path.Combine(folder.Path, "made", "out")} for", StringComparison.Ordinal)));
        Assert.StartsWith(" /memory type tmpfs", Assert.Single(Report.Lines).Text, StringComparison.Ordinal);
        Assert.Equal("cod\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "made", "out", "fish"), Token));
    }

    [EngineFact(NotOnRootless = PodmanLacks.Folders)]
    public async Task Files_of_a_run_as_the_host_user_are_the_callers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Files are given to another user, which needs root on Linux.");
        using var folder = new TemporaryFolder();
        var host = Host with { CurrentDirectory = folder.Path, User = () => new HostUser(4321, 1234) };
        await ExternalProgram.RunAsync("chown", ["4321:1234", folder.Path]);

        var outcome = await ContainerRun.ExecuteAsync(
            new RunContext(Marked(Shell("id -u; id -g; touch /out/file").With(container => container with { User = "host" }) with { Volumes = [VolumeGrammar.Parse(new("./:/out"), host)] }), await EngineAsync(), host, Report), Token);

        Assert.Null(outcome.Failure);
        Assert.Equal(["4321", "1234"], Report.Lines.Select(line => line.Text));
        Assert.Equal("4321:1234\n", await ExternalProgram.RunAsync("stat", ["--format=%u:%g", Path.Combine(folder.Path, "file")]));
    }

    [Fact]
    public async Task Who_builds_is_asked_of_the_system() => Assert.Equal(
        OperatingSystem.IsWindows() ? "" : (await ExternalProgram.RunAsync("sh", ["-c", "echo $(id -u):$(id -g)"])).Trim(),
        Host.User()?.ToString() ?? "");

    [Theory]
    [InlineData("""{"SecurityOptions":["name=seccomp","name=rootless"]}""", 1000, "0:0")]
    [InlineData("""{"SecurityOptions":["name=seccomp"]}""", 1000, "1000:7")]
    [InlineData("""{"SecurityOptions":null}""", 1000, "1000:7")]
    [InlineData("{}", 1000, "1000:7")]
    [InlineData("""{"SecurityOptions":["name=rootless"]}""", 0, "0:7")]
    public async Task Root_in_a_container_of_a_rootless_engine_is_who_runs_the_engine(string info, uint userId, string expected) => Assert.Equal(
        expected, await RunUser.ResolveAsync("host", new FakeEngine { Info = info }, Host with { User = () => new HostUser(userId, 7) }, Report, Token));

    [Fact]
    public async Task Windows_has_no_numbers_to_give() =>
        Assert.Null(await RunUser.ResolveAsync("host", new FakeEngine(), Host with { User = () => null }, Report, Token));
}
