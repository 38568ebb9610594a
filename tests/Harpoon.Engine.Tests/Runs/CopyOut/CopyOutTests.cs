using System.Runtime.Versioning;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.CopyOut;

/// <summary>Files out of real containers.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class CopyOutTests(EngineFixture fixture) : RunTests(fixture), IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [EngineFact]
    public async Task A_folder_arrives_under_its_name_and_another_run_replaces_it_in_place()
    {
        const string Write = "mkdir -p /app/results/deep; echo $RANDOM$$ >/dev/null; echo one > /app/results/a; echo two > /app/results/deep/b";
        await RunAsync(Copying(Write, "/app/results"));
        var outcome = await RunAsync(Copying(Write + "; echo new > /app/results/a", "/app/results"));

        Assert.Equal("new\n", await ReadAsync("results/a"));
        Assert.Equal("two\n", await ReadAsync("results/deep/b"));
        Assert.Empty(outcome.CopyOut.Failures);
        Assert.Equal(
            [new CopiedFile(At("results/a"), "/app/results/a"), new CopiedFile(At("results/deep/b"), "/app/results/deep/b")],
            outcome.CopyOut.Files.OrderBy(file => file.Path, StringComparer.Ordinal));
    }

    [EngineFact]
    public async Task Names_that_are_no_UTF8_arrive_each_under_one_of_its_own()
    {
        const string Write = "mkdir /app; cd /app; echo 1 > \"$(printf 'bad\\377')\"; echo 2 > \"$(printf 'bad\\376')\"; echo 3 > ü; ln \"$(printf 'bad\\376')\" hard; head -c 600000 /dev/zero > zeros";
        var outcome = await RunAsync(Copying(Write, "/app"));

        Assert.Equal(
            [("app/bad%FE", "2\n"), ("app/bad%FF", "1\n"), ("app/hard", "2\n"), ("app/ü", "3\n")],
            outcome.CopyOut.Files.Where(file => !file.Path.EndsWith("zeros", StringComparison.Ordinal)).OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => (Path.GetRelativePath(At("."), file.Path), File.ReadAllText(file.Path))));
        Assert.Equal(600_000, new FileInfo(At("app/zeros")).Length);
    }

    [EngineFact]
    public async Task What_is_in_a_folder_arrives_without_it_and_a_file_alone()
    {
        var outcome = await RunAsync(Copying("mkdir -p /app/r; echo one > /app/r/a; echo two > /app/b", "/app/r/.", "app/b"));

        Assert.Equal([At("a"), At("b")], outcome.CopyOut.Files.Select(file => file.Path));
        Assert.Equal(["/app/r/a", "/app/b"], outcome.CopyOut.Files.Select(file => file.ContainerPath));
        Assert.Equal("one\n", await ReadAsync("a"));
    }

    [EngineFact]
    public async Task A_link_is_followed_to_what_it_leads_to_in_the_container()
    {
        await RunAsync(Copying("mkdir -p /data; echo one > /data/a; mkdir /app; ln -s /data /app/results; ln -s ../data/a /app/a", "/app/results", "/app/a"));

        Assert.Equal("one\n", await ReadAsync("results/a"));
        Assert.Equal("one\n", await ReadAsync("a"));
    }

    [EngineFact]
    public async Task Permissions_times_links_and_odd_names_are_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such permissions on Windows.");
        var longName = new string('n', 200);
        await RunAsync(Copying(
            $"mkdir -p /app/r; cd /app/r; echo x > run.sh; chmod 751 run.sh; touch -t 200102030405.06 run.sh; ln -s run.sh 'l i n k'; ln run.sh hard; echo y > {longName}; ln -s {longName} far; echo ü > ünïcödé",
            "/app/r"));

        Assert.Equal("rwxr-x--x", ModeOf("r/run.sh"));
        Assert.Equal(new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc), File.GetLastWriteTimeUtc(At("r/run.sh")));
        Assert.Equal("run.sh", new FileInfo(At("r/l i n k")).LinkTarget);
        Assert.Equal("y\n", await ReadAsync("r/far"));
        Assert.Equal("x\n", await ReadAsync("r/hard"));
        Assert.Equal("ü\n", await ReadAsync("r/ünïcödé"));
    }

    [EngineTheory]
    [InlineData("echo x > /r; exit 3", "HRP4010")]
    [InlineData("echo x > /r; while true; do sleep 0.05; done", "HRP4020")]
    public async Task Files_are_had_after_any_ending(string command, string code)
    {
        var options = Copying(command, "/r").With(container => container with { StopTimeout = TimeSpan.Zero }) with { Timeout = TimeSpan.FromSeconds(5) };

        var outcome = await RunAsync(options);

        Assert.Equal(code, outcome.Failure?.Code);
        Assert.Equal("x\n", await ReadAsync("r"));
    }

    [EngineFact]
    public async Task Files_are_had_after_a_cancellation()
    {
        using var cancel = new CancellationTokenSource();
        var report = new CallbackReport(_ => cancel.CancelAfter(TimeSpan.Zero));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(
            Copying("echo x > /r; echo ready; while true; do sleep 0.05; done", "/r").With(container => container with { StopTimeout = TimeSpan.Zero }), report, cancel.Token));

        Assert.Equal("x\n", await ReadAsync("r"));
    }

    [EngineFact]
    public async Task What_is_not_there_is_an_error_after_a_success_and_the_rest_is_copied()
    {
        var outcome = await RunAsync(Copying("echo x > /r", "/app/none", "/r"));

        var failure = Assert.Single(outcome.CopyOut.Failures);
        Assert.Equal("HRP4071", failure.Code);
        Assert.Equal(new ItemReference("DockerCopyOut", "/app/none"), failure.Item);
        Assert.Contains("/app/none", failure.Text, StringComparison.Ordinal);
        Assert.Equal("x\n", await ReadAsync("r"));
    }

    [EngineTheory]
    [InlineData("exit 3", false)]
    [InlineData("exit 3", true)]
    public async Task What_is_not_there_is_a_warning_after_a_failure(string command, bool ignored)
    {
        var outcome = await RunAsync(Copying(command, "/app/none") with { IgnoreExitCode = ignored });

        Assert.Empty(outcome.CopyOut.Failures);
        Assert.Equal("HRP4071", Assert.Single(Report.Warnings).Code);
    }

    [EngineFact]
    public async Task A_program_that_makes_links_to_anywhere_gains_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        await RunAsync(Copying("mkdir -p /r/s; cd /r; ln -s /etc/passwd abs; ln -s ../../../../etc up; ln -s . dot; ln -s dot/../.. trick; mkfifo pipe; echo x > s/f", "/r"));

        Assert.Equal(["HRP4072", "HRP4072", "HRP4072", "HRP4073"], Report.Warnings.Select(warning => warning.Code).Order());
        Assert.Equal([At("r/dot"), At("r/s")], Directory.GetFileSystemEntries(At("r")).Order());
    }

    [EngineFact]
    public async Task A_path_that_is_none_is_an_error_before_anything_is_sent() => Assert.Equal(
        "HRP4070",
        Assert.Single((await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(Copying("true", " ")))).Diagnostics).Code);

    public void Dispose() => _folder.Dispose();

    private ContainerRunOptions Copying(string command, params string[] paths) =>
        Shell(command) with { CopyOut = [.. paths.Select(path => new CopyOutItem(path, _folder.Path))] };

    private string At(string path) => Path.Combine(_folder.Path, path);

    private Task<string> ReadAsync(string path) => File.ReadAllTextAsync(At(path), Token);

    private string ModeOf(string path) => string.Concat(
        Enumerable.Range(0, 9).Select(bit => ((int)File.GetUnixFileMode(At(path)) & (0x100 >> bit)) != 0 ? "rwx"[bit % 3] : '-'));
}
