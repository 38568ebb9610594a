using System.Text;

namespace Harpoon.Sdk.Tests.Registries;

/// <summary>Credentials that a project names reach the registry, and no other place.</summary>
public sealed class CredentialTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineTheory]
    [InlineData("""EnvironmentVariable="PUSH_TOKEN" """)]
    [InlineData("""File="token.txt" """)]
    [InlineData("""UserSecret="Registry:Token" """)]
    public async Task A_password_of_any_source_reaches_the_registry_and_no_other_place(string source)
    {
        using var user = new Scratch(sdk);
        var image = await registry.NameAsync();
        user.Environment["PUSH_TOKEN"] = PrivateRegistry.Password;
        user.Environment["HOME"] = user.PathOf("home");
        user.Write("token.txt", PrivateRegistry.Password + "\n");
        user.Write("home/.microsoft/usersecrets/app/secrets.json", $$"""{ "Registry": { "Token": "{{PrivateRegistry.Password}}" } }""");
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <UserSecretsId>app</UserSecretsId>
            </PropertyGroup>
            <ItemGroup>
              <DockerRegistryCredential Include="{registry.Address}" UserName="{PrivateRegistry.UserName}" {source} />
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="ENV IMAGE={image.Path}" />
            </ItemGroup>
            """);

        await using var commandLines = new CommandLines();
        var result = (await user.DotnetAsync("build", "-t:DockerPush", "-bl:all.binlog", "-v:diag")).SucceededWithoutWarnings();
        var told = new Dictionary<string, string>
        {
            ["messages"] = result.Output,
            ["binary log"] = await BinaryLog.TextAsync(user.PathOf("all.binlog")),
            ["files"] = string.Concat(Directory.GetFiles(user.PathOf("obj"), "*", SearchOption.AllDirectories).Select(file => File.ReadAllText(file, Encoding.Latin1))),
            ["command lines"] = await commandLines.StopAsync(),
        };

        Assert.NotNull(await registry.DigestAsync(image));

        // Each place holds what it is known to hold: it was looked into.
        Assert.Contains("DockerRegistryCredential", told["binary log"], StringComparison.Ordinal);
        Assert.Contains("DockerRegistryCredential", told["messages"], StringComparison.Ordinal);
        Assert.Contains(image.Path, told["files"], StringComparison.Ordinal);
        NonEmpty.All(told, place =>
        {
            Assert.DoesNotContain(PrivateRegistry.Password, place.Value, StringComparison.Ordinal);
            Assert.DoesNotContain(PrivateRegistry.Login(), place.Value, StringComparison.Ordinal);
        });
        (await user.DotnetAsync("build", "-t:DockerClean")).Succeeded();
    }

    [EngineTheory]
    [InlineData("classic")]
    [InlineData("auto")]
    public async Task It_is_used_for_the_bases_of_a_build_and_the_image_of_a_run(string builder)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        var name = $"private/{Guid.NewGuid():n}";
        var foreign = await registry.PushBaseAsync(engine, name);
        user.Environment["READ_TOKEN"] = PrivateRegistry.Password;
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerBuilder>{builder}</DockerBuilder>
            </PropertyGroup>
            <ItemGroup>
              <DockerRegistryCredential Include="{registry.Address}" UserName="{PrivateRegistry.UserName}" EnvironmentVariable="READ_TOKEN" Access="Pull" />
              <DockerfileLine Include="FROM {foreign}" />
              <DockerfileLine Include="CMD" Arguments="echo from {image}" />
              <DockerService Include="helper" Image="{foreign}" Pull="always" Arguments="sleep;60" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerRun", "-tl:off")).SucceededWithoutWarnings();

        Assert.Contains($"from {image}", result.Lines);
        Assert.Contains($"Pulling {foreign}.", result.Lines);
    }
}
