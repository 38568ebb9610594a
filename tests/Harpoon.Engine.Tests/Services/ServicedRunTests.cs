using System.Text.RegularExpressions;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Services;

public sealed class ServicedRunTests(EngineFixture fixture) : ServiceTests(fixture)
{
    [EngineFact]
    public async Task A_run_finds_its_services_by_their_names()
    {
        var outcome = await RunAsync("nc db 80 </dev/null", Listening("db", "hello from db"));

        Assert.Null(outcome.Failure);
        Assert.Equal(["hello from db"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task Services_find_each_other_and_start_one_behind_the_other()
    {
        var last = Shelled("last", "nc first 80 </dev/null && exec sleep 600", "log:first here") with { DependsOn = ["first"] };

        var outcome = await RunAsync("true", last, Listening("first", "first here"));

        Assert.Null(outcome.Failure);
    }

    [EngineFact]
    public async Task Services_that_need_no_one_start_side_by_side()
    {
        // Each is ready when it has seen the other: one behind the other neither would be.
        var outcome = await RunAsync(
            "true",
            Shelled("a", "while ! nslookup b >/dev/null 2>&1; do sleep 0.1; done; echo seen; exec sleep 600", "log:seen"),
            Shelled("b", "while ! nslookup a >/dev/null 2>&1; do sleep 0.1; done; echo seen; exec sleep 600", "log:seen"));

        Assert.Null(outcome.Failure);
    }

    [EngineFact]
    public async Task The_lines_of_a_service_are_reported_with_its_name()
    {
        await RunAsync("true", Shelled("db", "echo out; echo err >&2; exec sleep 600", "log:out", "log:err"));

        Assert.Contains((MessageLevel.Normal, "db | out"), Report.Messages);
        Assert.Contains((MessageLevel.Normal, "db | err"), Report.Messages);
    }

    [EngineTheory]
    [InlineData("port:80", "sleep 0.5; exec nc -ll -p 80 -e cat")]
    [InlineData("log:^ready to \\w+$", "sleep 0.5; echo ready to serve; exec sleep 600")]
    [InlineData("exit", "sleep 0.5")]
    [InlineData("exit:3", "sleep 0.5; exit 3")]
    [InlineData("file:/tmp/ready", "sleep 0.5; echo >/tmp/ready; exec sleep 600")]
    [InlineData("command:test -e /tmp/ready", "sleep 0.5; echo >/tmp/ready; exec sleep 600")]
    [InlineData("http:80/ 404", "sleep 0.5; exec httpd -f -p 80 -h /tmp")]
    public async Task A_condition_is_met_when_it_is_so_and_not_before(string wait, string command)
    {
        var start = DateTime.UtcNow;
        var outcome = await RunAsync("true", Shelled("db", command, wait));

        Assert.Null(outcome.Failure);
        Assert.True(DateTime.UtcNow - start > TimeSpan.FromSeconds(0.5));
    }

    [EngineTheory]
    [InlineData("port:80")]
    [InlineData("http:80/")]
    [InlineData("log:nothing")]
    [InlineData("exit")]
    [InlineData("file:/nothing")]
    [InlineData("command:echo not yet; exit 7")]
    public async Task A_condition_that_is_never_met_is_an_error_that_names_it(string wait)
    {
        var service = Shelled("db", "echo I am here; exec sleep 600", wait) with { WaitTimeout = TimeSpan.FromSeconds(1) };

        var error = await ErrorAsync("echo never", service);

        Assert.Equal("HRP4211", error.Code);
        Assert.Contains(wait, error.Text, StringComparison.Ordinal);
        Assert.EndsWith("\n  I am here", error.Text, StringComparison.Ordinal);
        Assert.Empty(Texts(OutputChannel.StandardOutput));
    }

    [EngineTheory]
    [InlineData("printf 'Ready> '; exec sleep 600")]
    [InlineData("echo starting; printf 'Ready> ' >&2; exec sleep 600")]
    public async Task A_line_that_has_not_ended_is_seen(string command) =>
        Assert.Null((await RunAsync("true", Shelled("db", command, "log:^Ready"))).Failure);

    [EngineFact]
    public async Task What_was_written_of_a_line_is_shown_in_the_error()
    {
        var service = Shelled("db", "echo one; printf 'Password: '; exec sleep 600", "log:never") with { WaitTimeout = TimeSpan.FromSeconds(1) };

        Assert.EndsWith("\n  one\n  Password: ", (await ErrorAsync("true", service)).Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnRootless = PodmanLacks.Folders)]
    public async Task What_is_waited_for_is_said_while_it_takes_long()
    {
        using var folder = new TemporaryFolder();
        var report = new RecordingReport { Heard = text => Go(text, folder.Path) };
        var service = Shelled("db", "echo one; until test -e /shared/go; do sleep 0.1; done; echo two; exec sleep 600", "log:two");

        await RunAsync(
            "true", report, Token, service with { Run = service.Run with { Volumes = [VolumeGrammar.Parse(new($"{folder.Path}:/shared"), Host)] } });

        Assert.Equal(
            ["Waiting for db: log two (no line matched), # s of 300", "db | one", "db is ready after # s."],
            report.Messages.Where(message => message.Level == MessageLevel.High).Select(message => Regex.Replace(message.Text, @"[0-9]+ s(?=[. ])", "# s")));

        static void Go(string text, string folder)
        {
            if (text.StartsWith("Waiting for db", StringComparison.Ordinal))
            {
                File.WriteAllText(Path.Combine(folder, "go"), "");
            }
        }
    }

    [EngineFact]
    public async Task All_conditions_must_be_met()
    {
        var service = Shelled("db", "echo ready; exec sleep 600", "log:ready", "file:/tmp/ready") with { WaitTimeout = TimeSpan.FromSeconds(1) };

        var error = await ErrorAsync("echo never", service);

        Assert.Contains("Not met: file:/tmp/ready (", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_service_that_dies_ends_the_wait_with_its_last_50_lines()
    {
        var error = await ErrorAsync("true", Shelled("db", "seq 1 60; sleep 0.3; exit 5", "port:80"), Shelled("other", "exec sleep 600", "log:never"));

        Assert.Equal("HRP4210", error.Code);
        Assert.Equal(new ItemReference("DockerService", "db"), error.Item);
        Assert.Contains("exited with code 5", error.Text, StringComparison.Ordinal);
        Assert.EndsWith(string.Concat(Enumerable.Range(11, 50).Select(line => $"\n  {line}")), error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_service_that_ends_with_another_code_than_it_should_is_an_error() =>
        Assert.Equal("HRP4210", (await ErrorAsync("true", Shelled("migration", "exit 1", "exit"))).Code);

    [EngineFact]
    public async Task A_service_whose_program_is_missing_is_an_error_of_its_own() =>
        Assert.Equal("HRP4212", (await ErrorAsync("true", new Service("db", Marked(new(new ContainerSpec(TestImages.Base) { Command = ["/no/such"] }))))).Code);

    [EngineFact]
    public async Task A_service_whose_image_is_nowhere_is_an_error_of_its_own()
    {
        await using var registry = new EmptyRegistry();

        var error = await ErrorAsync("true", new Service("db", new(registry.Name("no/such:1"))));

        Assert.Equal(("HRP4022", "db"), (error.Code, error.Item?.Include));
        Assert.StartsWith("The service 'db': ", error.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task An_image_without_a_health_check_is_not_waited_for() =>
        Assert.Equal("HRP4215", (await ErrorAsync("true", Shelled("db", "exec sleep 600", "healthy"))).Code);

    [EngineFact]
    public async Task A_service_that_ends_while_it_is_needed_is_a_warning()
    {
        await RunAsync("sleep 2", Shelled("db", "echo ready; sleep 1; exit 9", "log:ready"));

        var warning = Assert.Single(Report.Warnings, warning => warning.Code == "HRP4221");
        Assert.Contains("exited with code 9", warning.Text, StringComparison.Ordinal);
    }
}
