using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Credentials;

public sealed class RegistryCredentialsTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("harpoon-credentials-");
    private readonly Dictionary<string, string> _variables = [];
    private readonly RecordingReport _report = new();
    private TimeSpan _limit = TimeSpan.FromMinutes(1);

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [InlineData("""{"auths":{"r.example":{"auth":"dXNlcjpwYTpzcw=="}}}""", "r.example", "user", "pa:ss")]
    [InlineData("""{"auths":{"https://r.example/v2/":{"username":"u","password":"p"}}}""", "r.example", "u", "p")]
    [InlineData("""{"auths":{"r.example":{"auth":"dXNlcjpwYTpzcw==","identitytoken":"t"}}}""", "r.example", "", "t")]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{"auth":"dTpw"}}}""", "registry-1.docker.io", "u", "p")]
    [InlineData("""{"auths":{"r.example:5000":{"auth":"dTpw"}}}""", "r.example:5000", "u", "p")]
    [InlineData("""{"auths":{"https://r.example/v2/":{"auth":"b2xkOm9sZA=="},"r.example":{"auth":"dTpw"}}}""", "r.example", "u", "p")]
    [InlineData("""{"auths":{"r.example":{"auth":"dTpw"}},"credHelpers":{"r.example":""}}""", "r.example", "u", "p")]
    [InlineData("""{"Auths":{"r.example":{"Auth":"dTpw"}}}""", "r.example", "u", "p")]
    [InlineData("""{"AUTHS":{"r.example":{"USERNAME":"u","Password":"p"}}}""", "r.example", "u", "p")]
    [InlineData("""{"auths":{"r.example":{"IdentityToken":"t"}}}""", "r.example", "", "t")]
    [InlineData("""{"auths":{"r.example":{"auth":"dTpw"}}} and more""", "r.example", "u", "p")]
    [InlineData("""{"auths":{"r.example":{"auth":"dTo="}}}""", "r.example", "u", "")]
    [InlineData("""{"auths":{"r.example":{"auth":"dTpwAAA="}}}""", "r.example", "u", "p")]
    [InlineData("""{"auths":{"r.example":{"auth":"dTpw\n"}}}""", "r.example", "u", "p")]
    public async Task A_login_is_found_in_the_settings_and_in_the_variable(string settings, string registry, string user, string secret)
    {
        _variables["DOCKER_AUTH_CONFIG"] = settings;
        Assert.Equal(new RegistryCredential(user, secret, "DOCKER_AUTH_CONFIG"), await FindAsync(registry));

        _variables.Clear();
        WriteSettings(settings);
        Assert.Equal(new RegistryCredential(user, secret, SettingsFile), await FindAsync(registry));
        Assert.Null(await FindAsync("other.example"));
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public async Task A_helper_is_asked_by_the_registrys_name()
    {
        var store = Helper("store", CredentialHelperScript.Answer("u", "s"));
        var own = Helper("own", CredentialHelperScript.Answer("<token>", "t"));
        WriteSettings("""{"credsStore":"store","credHelpers":{"r.example":"own"}}""");

        Assert.Equal(new RegistryCredential("", "t", "docker-credential-own"), await FindAsync("r.example"));
        Assert.Equal(new RegistryCredential("u", "s", "docker-credential-store"), await FindAsync("registry-1.docker.io"));
        Assert.Equal(["get r.example"], own.Calls);
        Assert.Equal(["get https://index.docker.io/v1/"], store.Calls);
    }

    [Theory]
    [InlineData("echo '{\"Username\":\"u\",\"Secret\":\"s\"}'; echo bye")]
    [InlineData("echo '{\"username\":\"u\",\"secret\":\"s\"}'")]
    [InlineData("echo '{\"Username\":\"x\",\"USERNAME\":\"u\",\"Secret\":\"s\"}'")]
    public async Task A_helpers_answer_is_read_as_the_docker_CLI_reads_it(string script)
    {
        Helper("store", script);
        WriteSettings("""{"CredsStore":"store"}""");

        Assert.Equal(new RegistryCredential("u", "s", "docker-credential-store"), await FindAsync("r.example"));
        Assert.Empty(_report.Warnings);
    }

    [Theory]
    [InlineData("{\"auths\":{\"r.example\":{\"registrytoken\":\"rt\"}}}", "", "")]
    [InlineData("{\"auths\":{\"r.example\":{\"registrytoken\":\"rt\",\"auth\":\"dTpw\"}}}", "u", "p")]
    public async Task A_registry_token_is_found(string settings, string user, string secret)
    {
        WriteSettings(settings);

        Assert.Equal(new RegistryCredential(user, secret, SettingsFile) { RegistryToken = "rt" }, await FindAsync("r.example"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"auths\":null}")]
    public async Task Settings_that_say_nothing_are_no_reason_to_warn(string settings)
    {
        WriteSettings(settings);

        Assert.Null(await FindAsync("r.example"));
        Assert.Empty(_report.Warnings);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("echo locked; exit 3")]
    [InlineData("echo 'hello {}'")]
    [InlineData("echo 'credentials not found in native keychain, sorry'; exit 1")]
    [InlineData("exit 0")]
    public async Task Beside_a_helper_that_fails_the_settings_own_login_counts(string? script)
    {
        _variables["PATH"] = _home.FullName;
        if (script is not null)
        {
            Helper("store", script);
        }

        WriteSettings("""{"credsStore":"store","auths":{"r.example":{"auth":"dTpw"}}}""");

        Assert.Equal(new RegistryCredential("u", "p", SettingsFile), await FindAsync("r.example"));
        Assert.Empty(_report.Warnings);
        Assert.Contains(_report.Messages, message => message.Text.Contains("'store' returned no login for r.example", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Beside_a_helper_that_has_nothing_the_settings_own_login_does_not_count()
    {
        Helper("store", "echo 'credentials not found in native keychain'; exit 1");
        WriteSettings("""{"credsStore":"store","auths":{"r.example":{"auth":"dTpw"}}}""");

        Assert.Null(await FindAsync("r.example"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_not_executable_in_PATH_is_no_helper(bool another)
    {
        Helper("store", CredentialHelperScript.Answer("u", "s"));
        var first = _home.CreateSubdirectory("first").FullName;
        await File.WriteAllTextAsync(Path.Combine(first, "docker-credential-store"), "#!/bin/sh\n", TestContext.Current.CancellationToken);
        _variables["PATH"] = another ? $"{first}{Path.PathSeparator}{_home.FullName}" : first;
        WriteSettings("""{"credsStore":"store"}""");

        var login = await FindAsync("r.example");
        Assert.Equal(another, login is not null);
        Assert.Equal(another ? "u" : null, login is null ? null : login.UserName);
        Assert.Equal(!another, _report.Warnings.Any(warning => warning.Text.Contains("is not executable", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_helper_that_has_nothing_is_no_reason_to_warn()
    {
        Helper("store", "echo 'credentials not found in native keychain'; exit 1");
        WriteSettings("""{"credsStore":"store"}""");

        Assert.Null(await FindAsync("r.example"));
        Assert.Empty(_report.Warnings);
    }

    [Theory]
    [InlineData("echo locked; exit 3", "exited with code 3: locked")]
    [InlineData("echo '{ \"Secret\": \"hush\"'", "can't be read")]
    [InlineData("echo '{ \"Secret\": \"hush\" }'; exit 3", "exited with code 3.")]
    [InlineData(null, "docker-credential-store is not in PATH")]
    public async Task A_helper_that_fails_is_named_in_a_warning(string? script, string words)
    {
        if (script is not null)
        {
            Helper("store", script);
        }

        WriteSettings("""{"credsStore":"store"}""");

        Assert.Null(await FindAsync("r.example"));
        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP5001", warning.Code);
        Assert.Contains("'store'", warning.Text, StringComparison.Ordinal);
        Assert.Contains(words, warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exec sleep 600")]
    [InlineData("sleep 600 & exit 0")]
    public async Task A_helper_that_hangs_is_given_up(string script)
    {
        _limit = TimeSpan.FromMilliseconds(200);
        Helper("store", script);
        WriteSettings("""{"credsStore":"store"}""");

        Assert.Null(await FindAsync("r.example"));
        Assert.Contains("did not respond within 0.2 s", Assert.Single(_report.Warnings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_helper_is_asked_once_however_often_its_registry_is()
    {
        var store = Helper("store", CredentialHelperScript.Answer("u", "s"));
        WriteSettings("""{"credsStore":"store"}""");
        var credentials = Credentials();

        await Task.WhenAll(credentials.FindAsync("r.example"), credentials.FindAsync("r.example"));

        Assert.Single(store.Calls);
        Assert.Equal("docker-credential-store", credentials.SourceOf("r.example"));
        Assert.Null(credentials.SourceOf("other.example"));
    }

    [Theory]
    [InlineData("{ \"auths\": hush")]
    [InlineData("""{"auths":{"r.example":{"auth":"hush!"}}}""")]
    [InlineData("""{"auths":{"r.example":{"auth":"aHVzaA=="}}}""")]
    public async Task Settings_that_can_not_be_read_are_warned_of_without_showing_them(string settings)
    {
        WriteSettings(settings);

        Assert.Null(await FindAsync("r.example"));
        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP5002", warning.Code);
        Assert.DoesNotContain("hush", warning.Text, StringComparison.Ordinal);
    }

    private RegistryCredentials Credentials() => new(
        new HostEnvironment(name => _variables.GetValueOrDefault(name), _home.FullName, _home.FullName),
        TestContext.Current.CancellationToken) { HelperLimit = _limit };

    private async Task<RegistryCredential?> FindAsync(string registry)
    {
        var credentials = Credentials();
        var found = await credentials.FindAsync(registry);
        credentials.ReportWarnings(_report);
        return found;
    }

    private string SettingsFile => Path.Combine(_home.FullName, ".docker", "config.json");

    private void WriteSettings(string json)
    {
        Directory.CreateDirectory(Path.Combine(_home.FullName, ".docker"));
        File.WriteAllText(SettingsFile, json);
    }

    private CredentialHelperScript Helper(string name, string script)
    {
        _variables["PATH"] = _home.FullName;
        return new CredentialHelperScript(_home.FullName, name, script);
    }
}
