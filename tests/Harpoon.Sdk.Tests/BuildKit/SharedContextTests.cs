namespace Harpoon.Sdk.Tests.BuildKit;

public sealed class SharedContextTests(PackedSdk sdk)
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Two_projects_of_a_solution_build_one_context_at_the_same_time_and_each_sends_only_what_changed()
    {
        using var user = new Scratch(sdk);
        await using var one = new TestImage();
        await using var two = new TestImage();
        user.Write("context/large.txt", new string('x', 2_000_000));
        user.Write("context/small.txt", $"before {one}");
        Write(user, "One", one);
        Write(user, "Two", two);
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "sln")).Succeeded();
        (await user.DotnetAsync("sln", "All.sln", "add", "One/One.proj", "Two/Two.proj")).Succeeded();
        var first = (await user.DotnetAsync("build", "-m")).SucceededWithoutWarnings();

        user.Write("context/small.txt", $"after {one}");
        var second = (await user.DotnetAsync("build", "-m")).SucceededWithoutWarnings();

        foreach (var project in (string[])["One", "Two"])
        {
            Assert.Contains($"{project}: before {one}", first.Lines);
            Assert.Contains(" MB sent, ", Summary(first, project), StringComparison.Ordinal);
            Assert.Contains($"{project}: after {one}", second.Lines);
            Assert.DoesNotContain(" MB sent, ", Summary(second, project), StringComparison.Ordinal);
        }
    }

    private static string Summary(RunResult result, string project) =>
        Assert.Single(result.Lines, line => line.StartsWith($"{project}: Built ", StringComparison.Ordinal));

    private static void Write(Scratch user, string name, TestImage image) => user.WritePure($"{name}/{name}.proj", $"""
        <PropertyGroup><DockerImage>{image}</DockerImage><DockerBuildContext>../context</DockerBuildContext></PropertyGroup>
        <ItemGroup>
          <DockerfileLine Include="FROM {TestImages.Base}" />
          <DockerfileLine Include="COPY . /{name}" />
          <DockerfileLine Include="RUN" Arguments="cat /{name}/small.txt" />
        </ItemGroup>
        """);
}
