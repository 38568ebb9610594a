namespace Harpoon.Sdk.Tests.Run;

/// <summary>Contexts beside a project's own, as items.</summary>
public sealed class NamedContextTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_folder_beside_the_project_is_copied_from_by_its_name_and_counts_for_the_skip()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("shared/word.txt", "first\n");
        user.WritePure("app/Image.proj", $"""
            <PropertyGroup>
              <DockerImage>{image}</DockerImage>
              <DockerBuilder>classic</DockerBuilder>
            </PropertyGroup>
            <ItemGroup>
              <DockerNamedContext Include="shared" Source="../shared" />
              <DockerNamedContext Include="no.example.com/tools:1" Source="docker-image://{TestImages.Base}" />
              <DockerfileLine Include="FROM no.example.com/tools:1" />
              <DockerfileLine Include="COPY" Arguments="--from=shared word.txt /" />
              <DockerfileLine Include="CMD cat /word.txt" />
            </ItemGroup>
            """);

        var first = (await user.DotnetAsync("build", "app", "-t:DockerRun")).SucceededWithoutWarnings();
        var unchanged = (await user.DotnetAsync("build", "app")).SucceededWithoutWarnings();
        user.Write("shared/word.txt", "second word\n");
        var second = (await user.DotnetAsync("build", "app", "-t:DockerRun")).SucceededWithoutWarnings();

        Assert.Contains("first", first.Lines);
        Assert.Contains(first.Lines, line => line.Contains("replaces the image no.example.com/tools:1 in line 1 of the Dockerfile", StringComparison.Ordinal));
        Assert.Contains("up to date", unchanged.Output, StringComparison.Ordinal);
        Assert.Contains("second word", second.Lines);
    }

    [EngineFact]
    public async Task What_is_wrong_with_one_is_an_error_at_its_line()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerNamedContext Include="Shared" Source="." />
              <DockerNamedContext Include="private" Source="https://user:topsecret@example.org/a.git" />
              <DockerNamedContext Include="shared" Sourse="." />
            </ItemGroup>
            """);

        var wrong = (await user.DotnetAsync("build")).FailedWith("HRP3120");

        Assert.Contains("Image.proj(4,3): error HRP3120: 'Shared'", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(5,3): error HRP3125: ", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("Image.proj(6,3): error HRP3121: The Source of DockerNamedContext 'shared' is empty", wrong.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", wrong.Output, StringComparison.Ordinal);
    }
}
