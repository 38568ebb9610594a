using Harpoon.Engine.Credentials;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Tests.Credentials;

public sealed class RegistryCredentialsTests : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("harpoon-credentials-");
    private readonly Dictionary<string, string> _variables = [];
    private readonly RegistryCredentials _credentials;

    public RegistryCredentialsTests() =>
        _credentials = new RegistryCredentials(new HostEnvironment(name => _variables.GetValueOrDefault(name), _home.FullName, _home.FullName));

    public void Dispose() => _home.Delete(recursive: true);

    [Theory]
    [InlineData("""{"auths":{"r.example":{"auth":"dXNlcjpwYTpzcw=="}}}""", "r.example", "user", "pa:ss")]
    [InlineData("""{"auths":{"https://r.example/v2/":{"username":"u","password":"p"}}}""", "r.example", "u", "p")]
    [InlineData("""{"auths":{"r.example":{"auth":"dXNlcjpwYTpzcw==","identitytoken":"t"}}}""", "r.example", "", "t")]
    [InlineData("""{"auths":{"https://index.docker.io/v1/":{"auth":"dTpw"}}}""", "registry-1.docker.io", "u", "p")]
    [InlineData("""{"auths":{"r.example:5000":{"auth":"dTpw"}}}""", "r.example:5000", "u", "p")]
    public async Task A_login_is_found_in_the_settings_and_in_the_variable(string settings, string registry, string user, string secret)
    {
        _variables["DOCKER_AUTH_CONFIG"] = settings;
        Assert.Equal(new RegistryCredential(user, secret), await FindAsync(registry));

        _variables.Clear();
        WriteSettings(settings);
        Assert.Equal(new RegistryCredential(user, secret), await FindAsync(registry));
        Assert.Null(await FindAsync("other.example"));
        Assert.Empty(_credentials.Warnings);
    }

    [Fact]
    public async Task A_helper_is_asked_by_the_registrys_name()
    {
        Helper("store", "read server; echo '{\"Username\":\"'$server'\",\"Secret\":\"s\"}'");
        Helper("own", "echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
        WriteSettings("""{"credsStore":"store","credHelpers":{"r.example":"own"}}""");

        Assert.Equal(new RegistryCredential("", "t"), await FindAsync("r.example"));
        Assert.Equal(new RegistryCredential("https://index.docker.io/v1/", "s"), await FindAsync("registry-1.docker.io"));
    }

    [Fact]
    public async Task A_helper_that_has_nothing_is_no_reason_to_warn()
    {
        Helper("store", "echo 'credentials not found in native keychain'; exit 1");
        WriteSettings("""{"credsStore":"store"}""");

        Assert.Null(await FindAsync("r.example"));
        Assert.Empty(_credentials.Warnings);
    }

    [Theory]
    [InlineData("echo locked; exit 3", "exit code 3: locked")]
    [InlineData("echo '{ \"Secret\": \"hush\"'", "can't be read")]
    [InlineData(null, "docker-credential-store is not in PATH")]
    public async Task A_helper_that_fails_is_named_in_a_warning(string? script, string words)
    {
        if (script is not null)
        {
            Helper("store", script);
        }

        WriteSettings("""{"credsStore":"store"}""");

        Assert.Null(await FindAsync("r.example"));
        var warning = Assert.Single(_credentials.Warnings);
        Assert.Equal("HRP5001", warning.Code);
        Assert.Contains("'store'", warning.Text, StringComparison.Ordinal);
        Assert.Contains(words, warning.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", warning.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"auths\": hush")]
    [InlineData("""{"auths":{"r.example":{"auth":"hush!"}}}""")]
    public async Task Settings_that_can_not_be_read_are_warned_of_without_showing_them(string settings)
    {
        WriteSettings(settings);

        Assert.Null(await FindAsync("r.example"));
        var warning = Assert.Single(_credentials.Warnings);
        Assert.Equal("HRP5002", warning.Code);
        Assert.DoesNotContain("hush", warning.Text, StringComparison.Ordinal);
    }

    private Task<RegistryCredential?> FindAsync(string registry) => _credentials.FindAsync(registry, TestContext.Current.CancellationToken);

    private void WriteSettings(string json)
    {
        Directory.CreateDirectory(Path.Combine(_home.FullName, ".docker"));
        File.WriteAllText(Path.Combine(_home.FullName, ".docker", "config.json"), json);
    }

    private void Helper(string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helper is a shell script.");
        var path = Path.Combine(_home.FullName, $"docker-credential-{name}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        _variables["PATH"] = _home.FullName;
    }
}
