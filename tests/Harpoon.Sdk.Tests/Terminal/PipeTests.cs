using CliWrap;
using CliWrap.Buffered;

namespace Harpoon.Sdk.Tests.Terminal;

public sealed class PipeTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Bytes_go_in_and_come_out_as_they_are_and_the_streams_stay_apart()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk);
        var bytes = new byte[300_000];
        new Random(2).NextBytes(bytes);
        using var output = new MemoryStream();
        using var error = new Screen();

        var result = await shell.User.Command("dotnet", "run", "--", "-c", "cat; echo \"$0 $1\" >&2; exit 3", "a b", "*.proj")
            .WithStandardInputPipe(PipeSource.FromBytes(bytes))
            .WithStandardOutputPipe(PipeTarget.ToStream(output))
            .WithStandardErrorPipe(PipeTarget.ToStream(error))
            .ExecuteAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, result.ExitCode);
        Assert.Equal(bytes, output.ToArray());
        Assert.EndsWith("a b *.proj\n", error.Text, StringComparison.Ordinal);
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineFact]
    public async Task The_build_is_seen_and_its_errors_are_those_of_a_build()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk, """<ItemGroup><DockerfileLine Include="RUN" Arguments="echo a-step; exit 4" /></ItemGroup>""");

        var result = await shell.User.DotnetAsync("run");

        Assert.Equal(125, result.ExitCode);
        Assert.Contains("a-step", result.Output, StringComparison.Ordinal);
        Assert.Matches($@"{shell.User.PathOf("Shell.proj")}\(8,\d+\): error HRP30\d\d: ", result.Output);
    }

    [EngineFact]
    public async Task When_no_one_reads_any_more_the_container_goes()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk);

        var result = await shell.User.Command("sh", "-c", "{ dotnet run -- -c yes; echo $? >code.txt; } | head -n 2")
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);

        Assert.Equal("y\ny\n", result.StandardOutput);
        Assert.Equal("141\n", await File.ReadAllTextAsync(shell.User.PathOf("code.txt"), TestContext.Current.CancellationToken));
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    [EngineFact]
    public async Task A_closed_stream_is_the_end_of_it_and_no_crash()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk);

        await shell.User.Command("sh", "-c", """
            dotnet run -- -c "cat; exit 5" <&-; echo $? >>codes.txt
            dotnet run -- -c "cat; exit 5" </; echo $? >>codes.txt
            dotnet run -- -c "echo hi" >&-; echo $? >>codes.txt
            dotnet run -- -c "echo hi" >/dev/full; echo $? >>codes.txt
            dotnet run -- -c "exit 5" 2>&-; echo $? >>codes.txt
            dotnet run -- -c "cat; exit 5" <&- >&- 2>&-; echo $? >>codes.txt
            """).ExecuteBufferedAsync(Patience.Token());

        Assert.Equal(
            ["5", "5", "141", "141", "5", "5"],
            await File.ReadAllLinesAsync(shell.User.PathOf("codes.txt"), TestContext.Current.CancellationToken));
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }
}
