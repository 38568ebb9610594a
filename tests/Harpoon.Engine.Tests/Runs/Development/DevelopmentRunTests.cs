using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Development;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.Development;

/// <summary>What a developer wants in a container is there for its user, and for nobody else.</summary>
public sealed class DevelopmentRunTests(EngineFixture fixture) : RunTests(fixture), IDisposable
{
    private const string Show = "stat -c '%a %u %n' /harpoon/https/*; cat /harpoon/https/dev.crt /harpoon/https/dev.key";

    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [EngineTheory]
    [InlineData(null, false, 0)]
    [InlineData("nobody", false, 65534)]
    [InlineData("1234:1234", true, 1234)]
    [Trait("Tier", "Smoke")]
    public async Task The_key_of_the_certificate_is_read_by_the_containers_user_alone(string? user, bool isReadOnly, int uid)
    {
        var options = Shell(Show).With(container => container with { User = user, ReadOnly = isReadOnly });
        var files = new DeveloperCertificate("the certificate\n", "the key\n");
        if (isReadOnly)
        {
            options = options with { Volumes = [new(Engine.Runs.Options.Volumes.VolumeType.Volume, null, "/harpoon")] };
        }

        await RunAsync(options, async (engine, id, token) => await new DeveloperFiles(id, engine).PutAsync(files, null, token));

        Assert.Equal(["444 0 /harpoon/https/dev.crt", $"400 {uid} /harpoon/https/dev.key", "the certificate", "the key"], Texts(OutputChannel.StandardOutput));
    }

    [EngineTheory]
    [InlineData(null, null, "/root")]
    [InlineData("1234", null, "")]
    [InlineData("1234", "/srv/deep/home", "/srv/deep/home")]
    public async Task User_secrets_are_where_NET_looks_for_them(string? user, string? home, string expected)
    {
        WriteSecrets();
        var options = Shell("cd ~/.microsoft/usersecrets/my-app && pwd | tr -s / && stat -c %a secrets.json . && cat secrets.json; echo; echo $DOTNET_ENVIRONMENT $ASPNETCORE_ENVIRONMENT")
            .With(container => container with { User = user }) with
        {
            Environment = home is null ? [] : [new EnvironmentVariable("HOME", home)],
            Development = new DevelopmentOptions(UserSecrets: "my-app"),
        };

        await RunAsync(options);

        Assert.Equal(
            [$"{expected}/.microsoft/usersecrets/my-app", "400", "700", "{ \"Api:Key\": \"hush\" }", "Development Development"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task Outside_Development_and_without_any_there_are_no_user_secrets_but_a_warning()
    {
        WriteSecrets();
        var look = Shell("find / -name secrets.json 2>/dev/null; true");
        var production = look with { Environment = [new("DOTNET_ENVIRONMENT", "Production")], Development = new(UserSecrets: "my-app") };
        await RunAsync(production);
        await RunAsync(look with { Development = new(UserSecrets: "another") });

        Assert.Empty(Texts(OutputChannel.StandardOutput));
        Assert.Equal(["HRP4315", "HRP4314"], Report.Warnings.Select(warning => warning.Code));
    }

    [EngineFact]
    public async Task A_debugger_is_mounted_and_the_settings_for_it_are_reported()
    {
        await File.WriteAllTextAsync(Path.Combine(_home.Path, "vsdbg"), "the debugger\n", Token);

        await RunAsync(Shell("cat /harpoon/debugger/vsdbg; touch /harpoon/debugger/x 2>/dev/null || echo read-only") with { Development = new(Debugger: _home.Path) });

        Assert.Equal(["the debugger", "read-only"], Texts(OutputChannel.StandardOutput));
        Assert.Contains(Report.Messages, message => message.Text.Contains("\"debuggerPath\": \"/harpoon/debugger/vsdbg\"", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_there_is_reported_before_anything_is_run()
    {
        Assert.Equal("HRP4317", Refused(new(Debugger: Path.Combine(_home.Path, "no"))));
        Assert.Equal("HRP4317", Refused(new(Debugger: _home.Path)));
        Assert.Equal("HRP4313", Refused(new(UserSecrets: "")));
        Assert.Equal("HRP4313", Refused(new(UserSecrets: "../other")));
    }

    private static string Refused(DevelopmentOptions options) => Assert.Single(
        Assert.Throws<HarpoonException>(() => DevelopmentRun.Check(new ContainerRunOptions("i") { Development = options }, Host)).Diagnostics).Code;

    private void WriteSecrets()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home.Path, ".microsoft", "usersecrets", "my-app"));
        File.WriteAllText(Path.Combine(folder.FullName, "secrets.json"), "{ \"Api:Key\": \"hush\" }");
    }

    private async Task RunAsync(ContainerRunOptions options, Func<Engine.Client.IEngine, string, CancellationToken, Task>? prepare = null)
    {
        var engine = await EngineAsync();
        var host = Host with { HomeDirectory = _home.Path, Variable = name => name == "APPDATA" ? null : Host.Variable(name) };
        var run = new RunContext(Marked(options), engine, host, Report) { Prepare = prepare is null ? null : (id, token) => prepare(engine, id, token) };
        Assert.Equal(0, (await ContainerRun.ExecuteAsync(run, Token)).ExitCode);
        Assert.Empty(await MarkedContainersAsync());
    }
}
