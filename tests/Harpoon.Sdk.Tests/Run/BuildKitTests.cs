using System.IO.Compression;
using System.Text;

namespace Harpoon.Sdk.Tests.Run;

[Trait("Tier", "Smoke")]
public sealed class BuildKitTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_secret_reaches_its_step_and_no_log()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        var secret = $"value-{Guid.NewGuid():n}";
        user.Environment["APP_TOKEN"] = secret;
        user.Write("greeting.txt", "from the context\n");
        user.WritePure("Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerBuilder>buildkit</DockerBuilder>
            </PropertyGroup>
            <ItemGroup>
              <DockerBuildSecret Include="token" EnvironmentVariable="APP_TOKEN" />
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="RUN" Arguments="--mount=type=secret,id=token cat /run/secrets/token | wc -c | sed s/^/{image}=/" />
              <DockerfileLine Include="COPY greeting.txt /" />
              <DockerfileLine Include="CMD" Arguments='["cat", "/greeting.txt"]' />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerRun", "-bl:all.binlog", "-v:diag")).SucceededWithoutWarnings();

        Assert.Contains($"{image}={secret.Length}", result.Output, StringComparison.Ordinal);
        Assert.Contains("from the context", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await UnpackedAsync(user.PathOf("all.binlog")), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(user.PathOf("obj"), "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(secret, File.ReadAllText(file, Encoding.Latin1), StringComparison.Ordinal));
    }

    private static async Task<string> UnpackedAsync(string path)
    {
        await using var packed = File.OpenRead(path);
        await using var log = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(log, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
