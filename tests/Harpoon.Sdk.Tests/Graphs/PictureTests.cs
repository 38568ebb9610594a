namespace Harpoon.Sdk.Tests.Graphs;

/// <summary><c>DockerGraph</c>: a base, a tool, an application on both, which is published, and a project that only has services.</summary>
public sealed class PictureTests(PackedSdk sdk)
{
    private const string Nowhere = "-p:DockerHost=tcp://127.0.0.1:1";

    [EngineFact]
    public async Task Of_a_solution_there_is_one_picture_that_says_what_a_build_does()
    {
        using var user = new Scratch(sdk);
        await using TestImage foundation = new(), tools = new(), api = new(), web = new();
        await WriteAsync(user, foundation, tools, api, web);

        // Nothing is built for it, and each project is described once.
        var first = (await user.DotnetAsync("build", "All.sln", "-t:DockerGraph", "-m", "-bl:b.binlog", "-p:DockerGraphMermaidFile=docs/images.mmd")).SucceededWithoutWarnings();
        Assert.Null(await foundation.FindAsync());
        Assert.Equal(
            $"""
            {foundation}:latest (Base/Base.proj): to build, because no earlier build of it is known here
              FROM {TestImages.Base}
            {tools}:latest (Tools/Tools.proj): to build, because no earlier build of it is known here
              FROM {foundation}:latest (Base/Base.proj)
            {api}:latest (Api/Api.csproj): to build, because no earlier build of it is known here
              FROM {foundation}:latest (Base/Base.proj)
              COPY --from {tools}:latest (Tools/Tools.proj)
            Tests/Tests.proj: no image
              service api: {api}:latest (Api/Api.csproj)
              service db: {TestImages.Base}
            {web}:latest (Web/Web.csproj): to build, because no earlier build of it is known here
              FROM {TestImages.Base}
            From elsewhere: {TestImages.Base}
            4 images: 4 to build
            Mermaid: {user.PathOf("docs/images.mmd")}
            DOT: {user.PathOf("obj/harpoon/All.dot")}
            """,
            Picture(first));
        Assert.Equal(5, BinaryLog.Read(user.PathOf("b.binlog")).Tasks.Count(task => task == "DockerBuild"));
        Assert.Contains("  n2 -->|\"COPY --from\"| n1\n", await File.ReadAllTextAsync(user.PathOf("docs/images.mmd"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("  n3 -> n2 [label=\"service api\", style=dashed];\n", await File.ReadAllTextAsync(user.PathOf("obj/harpoon/All.dot"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        (await user.DotnetAsync("build", "Api/Api.csproj", "-t:DockerBuild")).SucceededWithoutWarnings();
        (await user.DotnetAsync("build", "Web/Web.csproj", "-t:DockerBuild")).SucceededWithoutWarnings();
        var built = Picture(await user.DotnetAsync("build", "All.sln", "-t:DockerGraph", "-mt"));
        Assert.Contains($"{web}:latest (Web/Web.csproj): not known until its application is published\n", built, StringComparison.Ordinal);
        Assert.Contains("4 images: 3 up to date, 1 not known\n", built, StringComparison.Ordinal);

        // The root's path alone, in a terminal, of one project.
        user.Write("Tools/tool.txt", "another");
        var last = await user.InTerminalAsync("build", "Api/Api.csproj", "-t:DockerGraph", "-graph");
        Assert.Contains($"{foundation}:latest (../Base/Base.proj): up to date\n", last.Plain, StringComparison.Ordinal);
        Assert.Contains($"{tools}:latest (../Tools/Tools.proj): to build, because tool.txt has changed in its context\n", last.Plain, StringComparison.Ordinal);
        Assert.Contains($"{api}:latest (Api.csproj): to build, because the image of ../Tools/Tools.proj is built again\n", last.Plain, StringComparison.Ordinal);
        Assert.Contains($"DOT: {user.PathOf("Api/obj/harpoon/Api.dot")}\n", last.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_it_is_drawn_without_reasons()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Base/Base.proj", """<ItemGroup><DockerfileLine Include="FROM alpine" /></ItemGroup>""");
        user.WritePure("Api.proj", OnBase);

        var result = (await user.DotnetAsync("build", "-t:DockerGraph", Nowhere)).SucceededWithoutWarnings();

        Assert.StartsWith(
            """
            base:latest (Base/Base.proj)
              FROM alpine
            api:latest (Api.proj)
              FROM base:latest (Base/Base.proj)
            From elsewhere: alpine
            2 images. Which of them are to be built is not known, because no engine can be used: Cannot connect to the engine at tcp://127.0.0.1:1
            """,
            Picture(result),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_circle_and_a_file_that_is_a_folder_are_errors_at_their_places()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Base/Base.proj", """<ItemGroup><DockerNamedContext Include="api" Project="../Api.proj" /><DockerfileLine Include="FROM api" /></ItemGroup>""");
        user.WritePure("Api.proj", OnBase);
        user.WritePure("Other/Other.proj", """
            <PropertyGroup>
              <DockerGraphDotFile>..</DockerGraphDotFile>
            </PropertyGroup>
            <ItemGroup><DockerfileLine Include="FROM alpine" /></ItemGroup>
            """);

        Assert.Contains("Api.proj(", (await user.DotnetAsync("build", "Api.proj", "-t:DockerGraph", "--no-restore", Nowhere)).FailedWith("HRP3303").Output, StringComparison.Ordinal);
        Assert.Contains("Other.proj(3,3): error HRP3315", (await user.DotnetAsync("build", "Other/Other.proj", "-t:DockerGraph", Nowhere)).FailedWith("HRP3315").Output, StringComparison.Ordinal);
    }

    private const string OnBase = """
        <ItemGroup>
          <DockerNamedContext Include="base" Project="Base/Base.proj" />
          <DockerfileLine Include="FROM base" />
        </ItemGroup>
        """;

    /// <summary>The lines from the first project to the files.</summary>
    private static string Picture(RunResult result)
    {
        result.Succeeded();
        var lines = result.Output.ReplaceLineEndings("\n").Split('\n').Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[2..] : line).ToList();
        return string.Join('\n', lines.SkipWhile(line => !line.Contains("proj)", StringComparison.Ordinal)).TakeWhile(line => line.Length > 0));
    }

    private async Task WriteAsync(Scratch user, TestImage foundation, TestImage tools, TestImage api, TestImage web)
    {
        user.WritePure("Base/Base.proj", $"""
            <PropertyGroup><DockerImage>{foundation}</DockerImage></PropertyGroup>
            <ItemGroup><DockerfileLine Include="FROM {TestImages.Base}" /><DockerfileLine Include="ENV NAME={foundation}" /></ItemGroup>
            """);
        user.Write("Tools/tool.txt", "one");
        user.WritePure("Tools/Tools.proj", $"""
            <PropertyGroup><DockerImage>{tools}</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerNamedContext Include="base" Project="../Base/Base.proj" />
              <DockerfileLine Include="FROM base" />
              <DockerfileLine Include="COPY tool.txt /tool.txt" />
            </ItemGroup>
            """);
        user.WriteCsproj(
            "Api/Api.csproj",
            $"""
            <PropertyGroup><DockerImage>{api}</DockerImage></PropertyGroup>
            <ItemGroup>
              <DockerNamedContext Include="base" Project="../Base/Base.proj" />
              <DockerNamedContext Include="tools" Project="../Tools/Tools.proj" />
              <DockerfileLine Include="FROM base" />
              <DockerfileLine Include="COPY --from=tools /tool.txt /tool.txt" />
            </ItemGroup>
            """,
            "<TargetFrameworks>net10.0</TargetFrameworks>");
        user.WritePure("Tests/Tests.proj", $"""
            <ItemGroup>
              <DockerService Include="api" Project="../Api/Api.csproj" />
              <DockerService Include="db" Image="{TestImages.Base}" />
            </ItemGroup>
            """);
        user.WriteCsproj("Web/Web.csproj", $"""
            <PropertyGroup><DockerImage>{web}</DockerImage><DockerPublishApp>true</DockerPublishApp></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="COPY app /app" />
            </ItemGroup>
            """);
        user.Write("Directory.Solution.targets", $"""
            <Project>
              <Import Project="Solution.targets" Sdk="Harpoon.Sdk" Version="{sdk.Version}" />
            </Project>
            """);
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "sln")).Succeeded();
        (await user.DotnetAsync("sln", "All.sln", "add", "Base/Base.proj", "Tools/Tools.proj", "Api/Api.csproj", "Tests/Tests.proj", "Web/Web.csproj")).Succeeded();
    }
}
