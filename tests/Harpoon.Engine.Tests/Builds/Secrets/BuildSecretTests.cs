using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Secrets;

namespace Harpoon.Engine.Tests.Builds.Secrets;

public sealed class BuildSecretTests : IAsyncDisposable
{
    private const string Value = "hush-hush";

    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public void A_secret_comes_from_a_file_a_variable_or_the_users_secrets()
    {
        File.WriteAllText(_project.Path("token.txt"), Value + "\n");
        _project.Variables["TOKEN"] = Value;
        WriteUserSecrets("{ \"Api:Key\": \"flat\", \"nested\": { \"Deep\": { \"Key\": \"deep\" } }, \"number\": 7 }");

        Assert.Equal(Value + "\n", Read(new SecretSource("a") { File = "token.txt" }));
        Assert.Equal(Value, Read(new SecretSource("a") { EnvironmentVariable = "TOKEN" }));
        Assert.Equal("flat", Read(new SecretSource("a") { UserSecret = "api:key", UserSecretsId = "id" }));
        Assert.Equal("deep", Read(new SecretSource("a") { UserSecret = "Nested:Deep:Key", UserSecretsId = "id" }));
        Assert.Equal("7", Read(new SecretSource("a") { UserSecret = "number", UserSecretsId = "id" }));
    }

    [Fact]
    public void An_empty_secret_is_a_secret()
    {
        File.WriteAllText(_project.Path("token.txt"), "");
        _project.Variables["TOKEN"] = "";
        WriteUserSecrets("{ \"Key\": \"\" }");

        Assert.Equal("", Read(new SecretSource("a") { File = "token.txt" }));
        Assert.Equal("", Read(new SecretSource("a") { EnvironmentVariable = "TOKEN" }));
        Assert.Equal("", Read(new SecretSource("a") { UserSecret = "Key", UserSecretsId = "id" }));
    }

    public static TheoryData<string, SecretSource> Missing => new()
    {
        { "HRP3051", new SecretSource("a") },
        { "HRP3051", new SecretSource("a") { File = "x", EnvironmentVariable = "y" } },
        { "HRP3052", new SecretSource("a") { File = "no-such" } },
        { "HRP3053", new SecretSource("a") { EnvironmentVariable = "NO_SUCH" } },
        { "HRP3054", new SecretSource("a") { UserSecret = "no-such", UserSecretsId = "id" } },
        { "HRP3054", new SecretSource("a") { UserSecret = "Api:Key" } },
        { "HRP3056", new SecretSource("a") { File = "large" } },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task A_secret_that_is_not_there_is_reported_before_anything_is_sent(string code, SecretSource secret)
    {
        WriteUserSecrets("{ \"Api:Key\": \"flat\" }");
        await File.WriteAllBytesAsync(_project.Path("large"), new byte[512_001], TestContext.Current.CancellationToken);
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, Secrets = [secret] };

        Assert.Equal(code, await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Fact]
    public async Task Two_of_one_name_are_refused()
    {
        var secret = new SecretSource("a") { EnvironmentVariable = "TOKEN" };
        _project.Variables["TOKEN"] = Value;
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, Secrets = [secret, secret] };

        Assert.Equal("HRP3055", await _project.FailAsync(_engine));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no-such-socket")]
    public async Task An_agent_that_is_not_there_is_reported(string? socket)
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, SshForwards = [new SshForward("default", socket)] };

        Assert.Equal("HRP3057", await _project.FailAsync(_engine));
    }

    [Fact]
    public async Task The_classic_builder_has_neither()
    {
        _project.Options = _project.Options with
        {
            Secrets = [new SecretSource("a") { EnvironmentVariable = "TOKEN" }],
            SshForwards = [new SshForward("default")],
        };

        var errors = (await Assert.ThrowsAsync<HarpoonException>(() => _project.BuildAsync(_engine))).Diagnostics;

        Assert.Equal(
            [("HRP3050", new ItemReference("DockerBuildSecret", "a")), ("HRP3050", new ItemReference("DockerBuildSsh", "default"))],
            errors.Select(error => (error.Code, error.Item!)));
        NonEmpty.All(errors, error => Assert.Contains("DockerBuilder is 'classic'", error.Text, StringComparison.Ordinal));
    }

    private string Read(SecretSource secret) => Encoding.UTF8.GetString(SecretValue.Read(secret, _project.Host).Span);

    private void WriteUserSecrets(string json)
    {
        var file = _project.Path(".microsoft/usersecrets/id/secrets.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, json);
    }
}
