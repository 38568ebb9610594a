using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>What a container writes is seen, all of it, and only once.</summary>
public sealed class RunOutputTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineFact]
    public async Task Short_runs_lose_nothing()
    {
        for (var run = 0; run < 50; run++)
        {
            await RunAsync(Shell($"echo out {run}; echo err {run} >&2"));
        }

        Assert.Equal(Enumerable.Range(0, 50).Select(run => $"out {run}"), Texts(OutputChannel.StandardOutput));
        Assert.Equal(Enumerable.Range(0, 50).Select(run => $"err {run}"), Texts(OutputChannel.StandardError));
    }

    [EngineFact]
    public async Task A_million_lines_come_in_order_and_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "new folder", "run.log");
        var expected = 0;
        var wrong = 0;

        await RunAsync(
            Shell("seq 1 1000000") with { LogFile = log },
            new CallbackReport(line => wrong += line.Text == $"{++expected}" ? 0 : 1),
            Token);

        Assert.Equal((1_000_000, 0), (expected, wrong));
        Assert.Equal(6_888_896, new FileInfo(log).Length);
    }

    [EngineFact]
    public async Task A_line_of_ten_megabytes_comes_whole()
    {
        await RunAsync(Shell("head -c 10000000 /dev/zero | tr '\\0' x; echo; echo next"));

        Assert.Equal([10_000_000, 4], Report.Lines.Select(line => line.Text.Length));
    }

    [EngineFact]
    public async Task Characters_that_are_written_in_pieces_come_whole()
    {
        await RunAsync(Shell("printf '\\342'; sleep 0.1; printf '\\202'; sleep 0.1; printf '\\254 uro'"));

        Assert.Equal(["€ uro"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task The_log_has_every_byte_as_it_was_written()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "run.log");

        await RunAsync(Shell("printf '\\033[31mred\\r\\0\\377\\n'; sleep 0.1; printf err >&2") with { LogFile = log });

        Assert.Equal([.. "\e[31mred\r\0"u8, 0xFF, (byte)'\n', .. "err"u8], await File.ReadAllBytesAsync(log, Token));
        Assert.Equal(["\uFFFD\uFFFD"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task A_terminal_is_one_stream_whose_line_ends_are_its_own()
    {
        await RunAsync(Shell("echo out; echo err >&2; printf last").With(container => container with { Tty = true }));

        Assert.Equal(["out", "err", "last"], Texts(OutputChannel.StandardOutput));
    }
}
