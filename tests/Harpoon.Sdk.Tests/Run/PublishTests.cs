namespace Harpoon.Sdk.Tests.Run;

/// <summary>What <c>DockerPublishApp</c> publishes, and when.</summary>
public sealed class PublishTests(PackedSdk sdk)
{
    private const string Image = """
        <ItemGroup>
          <DockerfileLine Include="FROM harpoon-test-dotnet:latest" />
          <DockerfileLine Include="COPY app /app" />
          <DockerfileLine Include="ENTRYPOINT" Arguments='["dotnet", "/app/App.dll"]' />
        </ItemGroup>
        """;

    [EngineFact]
    public async Task A_release_goes_into_the_image_unless_the_command_line_says_otherwise()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, Image, $"<DockerImage>{image}</DockerImage>");

        Assert.Contains("built as Release", (await user.DotnetAsync("build", "-t:DockerRun")).SucceededWithoutWarnings().Lines);
        Assert.Contains("built as Debug", (await user.DotnetAsync("build", "-t:DockerRun", "-c", "Debug")).SucceededWithoutWarnings().Lines);
        Assert.Contains("built as Debug", (await user.DotnetAsync("build", "-t:DockerRun", "-p:DockerPublishConfiguration=Debug")).SucceededWithoutWarnings().Lines);
    }

    [EngineTheory]
    [InlineData("")]
    [InlineData("-p:DockerPublishConfiguration=Debug")]
    public async Task Of_frameworks_the_only_one_is_published(string configuration)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        Write(user, Image, $"<DockerImage>{image}</DockerImage>", "<TargetFrameworks>net10.0;</TargetFrameworks>");

        var result = (await user.DotnetAsync("build", "-t:DockerRun", configuration)).SucceededWithoutWarnings();

        Assert.Contains(configuration.Length == 0 ? "built as Release" : "built as Debug", result.Lines);
    }

    [EngineFact]
    public async Task The_Debug_of_a_solution_is_not_meant_for_the_image()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("Library/Library.csproj", """
            <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>
            """);
        Write(user, Image + """<ItemGroup><ProjectReference Include="Library/Library.csproj" /></ItemGroup>""", $"<DockerImage>{image}</DockerImage><EnableDefaultCompileItems>false</EnableDefaultCompileItems>");
        (await user.DotnetAsync("new", "sln", "--name", "All", "--format", "slnx")).Succeeded();
        (await user.DotnetAsync("sln", "All.slnx", "add", "--include-references", "false", "App.csproj")).Succeeded();

        var result = (await user.DotnetAsync("build", "All.slnx", "-t:DockerRun")).SucceededWithoutWarnings();

        Assert.Contains(result.Lines, line => line.EndsWith("built as Release", StringComparison.Ordinal));
        Assert.True(File.Exists(user.PathOf("Library/bin/Release/net10.0/Library.dll")));
    }

    [Theory]
    [InlineData("DockerBuild", "", "<DockerAppImage>false</DockerAppImage>", "HRP3014")]
    [InlineData("DockerBuild", Image, "", "HRP2140")]
    [InlineData("DockerPush", Image, "", "HRP5009")]
    [InlineData("DockerRun", Image, "<DockerRunMemory>much</DockerRunMemory>", "HRP")]
    public async Task What_can_be_known_is_reported_before_anything_is_published(string target, string body, string properties, string code)
    {
        using var user = new Scratch(sdk);
        Write(user, body, properties);
        user.Write("app/mine.txt", "mine");

        (await user.DotnetAsync("build", $"-t:{target}", "-p:DockerHost=unix:///nowhere.sock")).FailedWith(code);

        Assert.False(Directory.Exists(user.PathOf("bin")));
    }

    [Fact]
    public async Task A_target_that_writes_the_Dockerfile_later_is_waited_for()
    {
        using var user = new Scratch(sdk);
        Write(user, """
            <Target Name="WriteIt" BeforeTargets="DockerBuild">
              <ItemGroup><DockerfileLine Include="FROM scratch" /></ItemGroup>
            </Target>
            """, "");

        (await user.DotnetAsync("build", "-t:DockerBuild", "-p:DockerHost=unix:///nowhere.sock")).FailedWith("HRP1");

        Assert.True(Directory.Exists(user.PathOf("bin/Release")));
    }

    private static void Write(Scratch user, string body, string properties, string frameworks = "<TargetFramework>net10.0</TargetFramework>")
    {
        user.WriteCsproj(
            "App.csproj",
            $"""
            <PropertyGroup><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost><DockerPublishApp>true</DockerPublishApp>{properties}</PropertyGroup>
            <ItemGroup><Compile Include="Program.cs" Condition="'$(EnableDefaultCompileItems)' == 'false'" /></ItemGroup>
            {body}
            """,
            frameworks);
        user.Write("Program.cs", """
            #if DEBUG
            System.Console.WriteLine("built as Debug");
            #else
            System.Console.WriteLine("built as Release");
            #endif
            """);
    }
}
