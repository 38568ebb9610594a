using System.Security.Cryptography;
using System.Text;

namespace Harpoon.Sdk.Tests.Run;

/// <summary>Secrets reach the steps that mount them, and no other place.</summary>
public sealed class SecretTests(PackedSdk sdk)
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    public async Task A_secret_of_any_source_reaches_its_step_and_no_other_place()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Dictionary<string, string> secrets = new()
        {
            ["variable"] = $"value-{Guid.NewGuid():n}",
            ["file"] = $"value-{Guid.NewGuid():n}",
            ["user"] = $"value-{Guid.NewGuid():n}",
        };
        user.Environment["APP_TOKEN"] = secrets["variable"];
        user.Environment["HOME"] = user.PathOf("home");
        user.Write("token.txt", secrets["file"]);
        user.Write("home/.microsoft/usersecrets/app/secrets.json", $$"""{ "Api": { "Key": "{{secrets["user"]}}" } }""");
        user.Write("context/greeting.txt", "from the context\n");
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerBuildContext>context</DockerBuildContext>
              <UserSecretsId>app</UserSecretsId>
            </PropertyGroup>
            <ItemGroup>
              <DockerBuildSecret Include="variable" EnvironmentVariable="APP_TOKEN" />
              <DockerBuildSecret Include="file" File="token.txt" />
              <DockerBuildSecret Include="user" UserSecret="Api:Key" />
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="RUN" Arguments="{string.Join(' ', secrets.Keys.Select(id => $"--mount=type=secret,id={id}"))} cd /run/secrets &amp;&amp; sha256sum * | sed s/^/{image}=/; sleep 1" />
              <DockerfileLine Include="COPY greeting.txt /" />
              <DockerfileLine Include="CMD" Arguments='["cat", "/greeting.txt"]' />
            </ItemGroup>
            """);

        await using var commandLines = new CommandLines();
        var result = (await user.DotnetAsync("build", "-t:DockerRun", "-bl:all.binlog", "-v:diag")).SucceededWithoutWarnings();
        var told = new Dictionary<string, string>
        {
            ["messages"] = result.Output,
            ["binary log"] = await BinaryLog.TextAsync(user.PathOf("all.binlog")),
            ["stamps"] = string.Concat(Directory.GetFiles(user.PathOf("obj"), "*", SearchOption.AllDirectories).Select(file => File.ReadAllText(file, Encoding.Latin1))),
            ["command lines"] = await commandLines.StopAsync(),
            ["layers"] = await EngineAnswers.SavedAsync($"{image}"),
            ["history"] = await EngineAnswers.GetAsync($"images/{image}/history"),
        };

        NonEmpty.All(secrets, secret => Assert.Contains($"{image}={Digest(secret.Value)}  {secret.Key}", result.Output, StringComparison.Ordinal));

        // Each place holds what it is known to hold: it was looked into.
        Assert.Contains("from the context", told["messages"], StringComparison.Ordinal);
        Assert.Contains("APP_TOKEN", told["binary log"], StringComparison.Ordinal);
        Assert.Contains("sha256sum", told["stamps"], StringComparison.Ordinal);
        Assert.Contains("from the context", told["layers"], StringComparison.Ordinal);
        Assert.Contains("sha256sum", told["history"], StringComparison.Ordinal);
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("-bl:all.binlog", told["command lines"], StringComparison.Ordinal);
        }

        NonEmpty.All(told, place => NonEmpty.All(secrets.Values, value =>
        {
            Assert.DoesNotContain(value, place.Value, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(value)), place.Value, StringComparison.Ordinal);
        }));
    }

    /// <summary>Also with the log of the build in its context, which grows while it is sent.</summary>
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    public async Task A_secret_from_a_pipe_reaches_its_steps_and_a_log_in_the_context_stops_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A shell's <(…) is Unix's.");
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
            </PropertyGroup>
            <ItemGroup>
              <DockerBuildSecret Include="token" File="$(S)" />
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="RUN" Arguments="--mount=type=secret,id=token sha256sum /run/secrets/token | sed s/^/{image}=1=/" />
              <DockerfileLine Include="RUN" Arguments="--mount=type=secret,id=token sha256sum /run/secrets/token | sed s/^/{image}=2=/" />
              <DockerfileLine Include="COPY . /all" />
            </ItemGroup>
            """);

        var line = $"dotnet build -t:DockerBuild -v:n -p:S=<(printf {image}-hush) > build.log; code=$?; cat build.log; exit $code";
        var result = (await user.InBashAsync(line)).Succeeded();

        Assert.Contains($"{image}=1={Digest($"{image}-hush")}", result.Output, StringComparison.Ordinal);
        Assert.Contains($"{image}=2={Digest($"{image}-hush")}", result.Output, StringComparison.Ordinal);
        Assert.Contains("build.log changed while ", result.Output, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Each_secret_that_is_missing_is_reported_at_its_line_before_the_build_starts()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <ItemGroup>
              <DockerBuildSecret Include="variable" EnvironmentVariable="HARPOON_NO_SUCH_VARIABLE" />
              <DockerBuildSecret Include="file" File="no-such-file" />
              <DockerBuildSecret Include="user" UserSecret="Api:Key" />
              <DockerBuildSsh Include="default" Socket="no-such-socket" />
              <DockerBuildSsh Include="key" KeyFile="no-such-key" />
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="RUN exit 7" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build")).FailedWith("HRP3053");

        Assert.Contains("Image.proj(3,3): error HRP3053", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(4,3): error HRP3052", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(5,3): error HRP3054", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(6,3): error HRP3057", result.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(7,3): error HRP3058", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("HRP3006", result.Output, StringComparison.Ordinal);
    }

    private static string Digest(string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
}
