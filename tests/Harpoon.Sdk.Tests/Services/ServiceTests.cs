using System.Net.Sockets;
using System.Text.Json;
using CliWrap;
using Harpoon.Engine.Client.Api;

namespace Harpoon.Sdk.Tests.Services;

public sealed class ServiceTests(PackedSdk sdk)
{
    private readonly string _name = $"db-{Guid.NewGuid():n}";

    [EngineFact]
    public async Task A_run_finds_its_service_by_name_and_none_of_it_is_left()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, $"nc {_name} 80 &lt;/dev/null", Service("echo 'up;  *.txt'"));

        var result = (await user.DotnetAsync("build", "-t:DockerRun", "-v:n", "-tl:off")).SucceededWithoutWarnings();

        Assert.Contains("up;  *.txt", result.Lines);
        Assert.Contains($"{_name} | here", result.Lines);
        Assert.Empty(await LeftAsync());
    }

    [EngineFact]
    public async Task What_is_up_listens_where_items_and_file_say_until_it_is_down()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, "true", Service("echo hello"), """
            <Target Name="Report" AfterTargets="DockerUp">
              <Message Importance="high" Text="told %(DockerServiceAddress.Identity) %(DockerServiceAddress.Address)" />
            </Target>
            """);

        var up = (await user.DotnetAsync("build", "-t:DockerUp", "-tl:off")).SucceededWithoutWarnings();
        var before = Assert.Single(await LeftAsync());
        (await user.DotnetAsync("build", "-t:DockerUp", "-tl:off")).SucceededWithoutWarnings();
        Assert.Equal(before.Id, Assert.Single(await LeftAsync()).Id);

        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(user.PathOf("obj/harpoon/App.services.json"), TestContext.Current.CancellationToken));
        int port = file.RootElement.GetProperty(_name).GetProperty("ports").GetProperty("80/tcp").GetInt32();
        Assert.Contains($"told {_name} 127.0.0.1:{port}", up.Lines);
        Assert.Equal("hello", await ReadAsync(port));

        (await user.DotnetAsync("build", "-t:DockerDown", "-tl:off")).SucceededWithoutWarnings();
        (await user.DotnetAsync("build", "-t:DockerDown", "-tl:off")).SucceededWithoutWarnings();
        Assert.Empty(await LeftAsync());
    }

    [EngineFact]
    public async Task Clean_ends_what_is_up()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, "true", Service("echo hello"));
        (await user.DotnetAsync("build", "-t:DockerUp", "-tl:off")).SucceededWithoutWarnings();

        (await user.DotnetAsync("build", "-t:DockerClean", "-tl:off")).SucceededWithoutWarnings();

        Assert.Empty(await LeftAsync());
    }

    [EngineFact]
    public async Task What_is_waited_for_is_seen_in_a_terminal()
    {
        using var user = new Scratch(sdk);
        user.WritePure("App.proj", $"""
            <ItemGroup>
              <DockerService Include="{_name}" Image="{TestImages.Base}" Port="81" WaitTimeout="4" Command="echo asleep; exec sleep 600" />
            </ItemGroup>
            """);

        var result = await user.InTerminalAsync("build", "-t:DockerUp");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains($"Waiting for {_name}: port 81 (", result.Output, StringComparison.Ordinal);
        Assert.Contains("asleep", result.Output.Split("HRP4211")[0], StringComparison.Ordinal);
        Assert.Empty(await LeftAsync());
    }

    [EngineFact]
    public async Task Ctrl_C_in_a_terminal_leaves_no_service()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, image, "exec sleep 600", Service("echo hello") + Service("echo hello").Replace(_name, $"{_name}-2", StringComparison.Ordinal));

        // Byte 3 is what the interrupt key sends, and the terminal makes a SIGINT of it.
        var result = await user.TerminalCommand("build", "-t:DockerRun")
            .WithStandardInputPipe(PipeSource.Create(async (terminal, token) =>
            {
                await WaitAsync(isThere: true);
                await terminal.WriteAsync(new byte[] { 3 }, token);
                await terminal.FlushAsync(token);
                await WaitAsync(isThere: false);
            }))
            .ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Empty(await LeftAsync());
    }

    [Fact]
    public async Task A_circle_and_what_MSBuild_spoils_are_errors_at_their_lines()
    {
        using var user = new Scratch(sdk);
        user.WritePure("App.proj", """
            <PropertyGroup><DockerHost>tcp://127.0.0.1:1</DockerHost></PropertyGroup>
              <ItemGroup>
                <DockerService Include="a" Image="x" DependsOn="b" />
                <DockerService Include="b" Image="x" DependsOn="a" />
              </ItemGroup>
            """);
        user.WritePure("Other/Other.proj", """
            <PropertyGroup><DockerHost>tcp://127.0.0.1:1</DockerHost></PropertyGroup>
              <ItemGroup>
                <DockerService Include="a" Image="x" Command="echo $(whoami)" />
              </ItemGroup>
            """);

        var circle = (await user.DotnetAsync("build", "App.proj", "-t:DockerUp", "-tl:off")).FailedWith("HRP4204");
        Assert.Matches(@"App\.proj\(4,\d+\): error HRP4204: .*: a -> b -> a\.", circle.Output);
        var spoilt = (await user.DotnetAsync("build", "Other/Other.proj", "-t:DockerUp", "-tl:off")).FailedWith("HRP2023");
        Assert.Matches(@"Other\.proj\(4,\d+\): error HRP2023", spoilt.Output);
    }

    private string Service(string says) => $"""
        <DockerService Include="{_name}" Image="{TestImages.Base}" Port="80" Command="echo here; exec nc -ll -p 80 -e {says}" />
        """;

    private static void Write(Scratch user, TestImage image, string command, string services, string more = "") => user.WritePure("App.proj", $"""
        <PropertyGroup>
            <DockerImage>{image}</DockerImage>
            <DockerRunCommand>{command}</DockerRunCommand>
            <DockerRunStopTimeout>1</DockerRunStopTimeout>
          </PropertyGroup>
          <ItemGroup>
            <DockerfileLine Include="FROM {TestImages.Base}" />
            {services}
          </ItemGroup>
          {more}
        """);

    private async Task WaitAsync(bool isThere)
    {
        var patience = Patience.Token();
        while ((await LeftAsync()).Count == 2 != isThere || (!isThere && (await LeftAsync()).Count > 0))
        {
            await Task.Delay(100, patience);
        }
    }

    private async Task<IReadOnlyList<LabelledObject>> LeftAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var all = await engine.Containers.ListAsync(HarpoonLabels.Service, TestContext.Current.CancellationToken);
        return [.. all.Where(container => container.Labels[HarpoonLabels.Service].StartsWith(_name, StringComparison.Ordinal))];
    }

    private static async Task<string?> ReadAsync(int port)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadLineAsync(TestContext.Current.CancellationToken);
    }
}
