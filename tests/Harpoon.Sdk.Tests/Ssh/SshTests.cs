using System.Diagnostics;
using CliWrap;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure.Ssh;

namespace Harpoon.Sdk.Tests.Ssh;

/// <summary>The packed package over a user's own ssh.</summary>
[Collection(nameof(SweptAlone))]
public sealed class SshTests(PackedSdk sdk, SshServer server) : IAsyncLifetime
{
    private readonly string _name = $"harpoon-sdk-test-{Guid.NewGuid():n}";

    public async ValueTask InitializeAsync() => await server.StartedAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [SshFact]
    [Trait("Tier", "Smoke")]
    public async Task An_image_is_built_and_run_on_the_host_that_DOCKER_HOST_names()
    {
        using var user = NewUser("far");
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include='CMD ["echo", "hello by ssh"]' />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("hello by ssh", result.Lines);
    }

    [SshFact]
    public async Task What_is_wrong_with_an_address_is_reported_at_its_line()
    {
        using var user = NewUser("far");
        user.WritePure("Image.proj", """
            <PropertyGroup>
              <DockerHost>ssh://me:secret@far</DockerHost>
            </PropertyGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerInfo")).FailedWith("HRP1003");

        Assert.Contains("Image.proj(3,3): error HRP1003: 'ssh://me:***@far'", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Output, StringComparison.Ordinal);
    }

    [SshFact]
    public async Task Ctrl_C_in_a_terminal_leaves_no_container_and_no_ssh()
    {
        using var user = NewUser("far-interrupted");
        Write(user);

        // Byte 3 is what the interrupt key sends; the terminal tells every program in it.
        var result = await user.TerminalCommand("build", "-t:Show")
            .WithStandardInputPipe(PipeSource.Create(async (terminal, token) =>
            {
                await Containers.WaitAsync(_name, isThere: true);
                await terminal.WriteAsync(new byte[] { 3 }, token);
                await terminal.FlushAsync(token);
                await Containers.WaitAsync(_name, isThere: false);
            }))
            .ExecuteAsync(Patience.Token());

        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(await Containers.NamedAsync(_name));
        Assert.False(EngineProcesses.Exist("\0far-interrupted"));
    }

    [SshFact]
    public async Task A_killed_build_leaves_no_ssh()
    {
        using var user = NewUser("far-killed");
        Write(user);
        var running = user.Command("dotnet", "build", "-t:Show", "-m:1").ExecuteAsync(Patience.Token());
        await Containers.WaitAsync(_name, isThere: true);
        Assert.True(EngineProcesses.Exist("\0far-killed"));

        // Alone: what it started is to end by itself.
        using (var build = Process.GetProcessById(running.ProcessId))
        {
            build.Kill();
        }

        for (var patience = Patience.Token(); EngineProcesses.Exist("\0far-killed");)
        {
            await Task.Delay(100, patience);
        }

        await user.DotnetAsync("build", "-t:Next");
        Assert.Empty(await Containers.NamedAsync(_name));
    }

    private Scratch NewUser(string host)
    {
        var user = new Scratch(sdk);
        user.Environment["DOCKER_HOST"] = $"ssh://{host}";
        user.Environment["PATH"] = server.SearchPath;
        return user;
    }

    private void Write(Scratch user) => user.WriteCsproj("App.csproj", $"""
        <Target Name="Show">
          <DockerRun Image="{TestImages.Base}" Name="{_name}" Command="trap 'exit 9' TERM; while true; do sleep 0.1; done" StopTimeout="5" />
        </Target>
        <Target Name="Next">
          <DockerRun Image="{TestImages.Base}" Command="true" />
        </Target>
        """);
}
