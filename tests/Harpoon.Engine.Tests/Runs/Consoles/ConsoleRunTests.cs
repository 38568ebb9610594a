using System.Threading.Channels;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.Consoles;

/// <summary>Runs with somebody at the console.</summary>
[Trait("Tier", "Smoke")]
public sealed class ConsoleRunTests(EngineFixture fixture) : RunTests(fixture)
{
    private readonly Screen _output = new();
    private readonly Screen _error = new();
    private readonly Channel<ConsoleEvent> _events = Channel.CreateUnbounded<ConsoleEvent>();

    [EngineTheory]
    [InlineData(0)]
    [InlineData(256)]
    [InlineData(3_000_000)]
    public async Task What_is_piped_in_and_out_is_not_changed_and_its_end_is_reported(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);

        var outcome = await RunAsync(Shell("cat; echo done >&2"), new MemoryStream(bytes));

        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(bytes, _output.ToArray());
        Assert.Equal("done\n", _error.Text);
        Assert.Empty(Report.Lines);
    }

    [EngineFact]
    public async Task Without_an_input_the_container_has_none()
    {
        await RunAsync(Shell("cat; echo end"), input: null);

        Assert.Equal("end\n", _output.Text);
    }

    [EngineFact]
    public async Task A_terminal_gets_what_is_typed_and_each_size()
    {
        var keys = new TypedInput();
        await _events.Writer.WriteAsync(new ConsoleResized(new TerminalSize(91, 31)), Token);

        var run = RunAsync(
            Shell("until [ \"$(stty size)\" = '31 91' ]; do sleep 0.05; done; read line; trap 'echo now $(stty size)' WINCH; trap 'exit 6' INT; echo got $line; while true; do sleep 0.1; done").With(container => container with { Tty = true }),
            keys.Stream);
        await keys.TypeAsync("hello\n");
        await _output.ShowsAsync("got hello\r\n", Token);
        await _events.Writer.WriteAsync(new ConsoleResized(new TerminalSize(92, 32)), Token);
        await _output.ShowsAsync("now 32 92\r\n", Token);
        await keys.TypeAsync("\u0003");

        Assert.Equal(6, (await run).ExitCode);
    }

    [EngineFact]
    public async Task A_terminal_shows_all_though_its_input_ends()
    {
        await RunAsync(Shell("sleep 0.5; echo end").With(container => container with { Tty = true }), new MemoryStream([]));

        Assert.Equal("end\r\n", _output.Text);
    }

    [EngineFact]
    public async Task No_key_is_kept_back_for_leaving_the_container()
    {
        var keys = new TypedInput();

        var run = RunAsync(Shell("stty raw -echo; echo ready; head -c 1 | od -An -tx1").With(container => container with { Tty = true }), keys.Stream);
        await _output.ShowsAsync("ready", Token);
        await keys.TypeAsync("\u0010");
        await _output.ShowsAsync("10", Token);

        Assert.Equal(0, (await run).ExitCode);
    }

    [EngineFact]
    public async Task Signals_reach_the_program()
    {
        var run = RunAsync(Shell("trap 'exit 7' INT; echo ready; while true; do sleep 0.05; done"), input: null);
        await _output.ShowsAsync("ready", Token);
        await _events.Writer.WriteAsync(new ConsoleSignalled("SIGINT"), Token);

        Assert.Equal(7, (await run).ExitCode);
    }

    [EngineFact]
    public async Task A_signal_that_no_one_knows_is_no_failure()
    {
        var run = RunAsync(Shell("trap 'exit 5' USR1; echo ready; while true; do sleep 0.05; done"), new TypedInput().Stream);

        // Before there is a trap the first process of a container ignores it.
        await _output.ShowsAsync("ready", Token);
        await _events.Writer.WriteAsync(new ConsoleSignalled("SIGNOTHING"), Token);
        await _events.Writer.WriteAsync(new ConsoleSignalled("SIGUSR1"), Token);

        Assert.Equal(5, (await run).ExitCode);
    }

    [EngineFact]
    public async Task An_input_that_can_not_be_read_has_ended()
    {
        var outcome = await RunAsync(Shell("cat; exit 5"), new UnreadableInput());

        Assert.Equal(5, outcome.ExitCode);
    }

    [EngineFact]
    public async Task A_run_ends_though_no_one_ends_its_input()
    {
        var outcome = await RunAsync(Shell("exit 3"), new TypedInput().Stream);

        Assert.Equal(3, outcome.ExitCode);
    }

    [EngineFact]
    public async Task When_no_one_reads_the_output_any_more_the_run_ends()
    {
        var console = new RunConsole(new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0), _error);

        await Assert.ThrowsAsync<OutputClosedException>(() => RunAsync(Shell("while true; do echo y; done"), console));
    }

    private sealed class UnreadableInput : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new IOException("Bad file descriptor");
    }

    private Task<ContainerRunOutcome> RunAsync(ContainerRunOptions options, Stream? input) =>
        RunAsync(options, new RunConsole(_output, _error) { Input = input, Events = _events.Reader });

    private async Task<ContainerRunOutcome> RunAsync(ContainerRunOptions options, RunConsole console)
    {
        var engine = await EngineAsync();
        try
        {
            return await ContainerRun.ExecuteAsync(new RunContext(Marked(options), engine, Host, Report) { Console = console }, Token);
        }
        finally
        {
            Assert.Empty(await MarkedContainersAsync());
        }
    }
}
