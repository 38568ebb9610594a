namespace Harpoon.Sdk.Tests.Apps;

/// <summary>The image of an application whose project has no Dockerfile.</summary>
public sealed class AppTests(PackedSdk sdk)
{
    private const string Base = "<ContainerBaseImage>harpoon-test-dotnet:latest</ContainerBaseImage>";

    [EngineFact]
    public async Task A_changed_source_makes_one_layer_and_an_unchanged_application_none()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("Library/Library.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>""");
        user.Write("Library/Words.cs", """public static class Words { public static string Said => "hello"; }""");
        user.Write("App/app/mine.txt", "A folder of the project is no part of this.");
        user.Write("App/wwwroot/page.html", "static");
        WriteApp(user, "App/App.csproj", $"<DockerImage>{image}</DockerImage>{Base}", """
            <ItemGroup>
              <ProjectReference Include="../Library/Library.csproj" />
              <Content Include="wwwroot/**" CopyToPublishDirectory="Always" />
              <DockerfileLine Include="RUN" Arguments="dotnet --list-runtimes > /runtimes" Before="app" />
              <DockerfileLine Include="LABEL last=yes" After="app" />
            </ItemGroup>
            """);
        user.Write("App/Program.cs", "System.Console.WriteLine(Words.Said + System.IO.File.Exists(\"/runtimes\") + System.IO.File.GetLastWriteTimeUtc(\"/app/App.dll\").Year);");

        Assert.Contains("helloTrue1980", (await user.DotnetAsync("build", "App", "-t:DockerRun")).SucceededWithoutWarnings().Lines);
        var first = await LayersAsync(image);
        Assert.Contains("up to date", (await user.DotnetAsync("build", "App", "-t:DockerBuild", "-v:n", "-tl:off")).Succeeded().Output, StringComparison.Ordinal);
        user.Write("App/Program.cs", "System.Console.WriteLine(Words.Said + \" again\");");
        Assert.Contains("hello again", (await user.DotnetAsync("build", "App", "-t:DockerRun")).SucceededWithoutWarnings().Lines);

        var second = await LayersAsync(image);
        Assert.Equal(first.Count, second.Count);
        Assert.Single(first.Except(second));
    }

    [EngineFact]
    public async Task The_whole_Dockerfile_is_printed_and_each_setting_of_the_SDK_is_in_it()
    {
        using var user = new Scratch(sdk);
        WriteApp(user, "App.csproj", $"{Base}<ContainerUser>1000</ContainerUser><ContainerWorkingDirectory>/srv/</ContainerWorkingDirectory><Description>It's \"quoted\" for $5</Description>", """
            <ItemGroup>
              <ContainerPort Include="8080" Type="tcp" />
              <ContainerEnvironmentVariable Include="LIST" Value="a;b=c" />
              <ContainerAppCommandArgs Include="--serve" />
              <ContainerDefaultArgs Include="all" />
              <DockerfileLine Include="HEALTHCHECK NONE" After="app" />
            </ItemGroup>
            """);

        var lines = (await user.DotnetAsync("build", "-t:DockerPrintDockerfile", "-tl:off")).SucceededWithoutWarnings().Lines;

        var dockerfile = lines.SkipWhile(line => line != "FROM harpoon-test-dotnet:latest").TakeWhile(line => line.Length > 0).Where(line => !line.StartsWith("LABEL \"net.", StringComparison.Ordinal));
        Assert.Equal(
            [
                "FROM harpoon-test-dotnet:latest", """COPY [".harpoon/application/", "/srv/"]""", "WORKDIR /srv/", "ENV LIST=\"a;b=c\"", "EXPOSE 8080/tcp",
                """LABEL "org.opencontainers.artifact.description"="It's \"quoted\" for \$5" """.Trim(), """LABEL "org.opencontainers.image.description"="It's \"quoted\" for \$5" """.Trim(),
                """LABEL "org.opencontainers.image.authors"="App" """.Trim(), """LABEL "org.opencontainers.image.version"="1.0.0" """.Trim(),
                """LABEL "org.opencontainers.image.base.name"="harpoon-test-dotnet:latest" """.Trim(),
                "USER 1000", """ENTRYPOINT ["dotnet", "/srv/App.dll", "--serve"]""", """CMD ["all"]""", "HEALTHCHECK NONE",
            ],
            dockerfile);
    }

    [Theory]
    [InlineData("<ContainerFamily>noble-chiseled</ContainerFamily>", """<DockerfileLine Include="RUN" Arguments="apt-get update" Before="app" />""", "HRP3403", "10.0-noble;")]
    [InlineData(Base, """<DockerfileLine Include="RUN true" Before="App" After="app" />""", "HRP3400", "")]
    [InlineData(Base, """<DockerfileLine Include="FROM scratch" /><DockerfileLine Include="RUN true" Before="app" />""", "HRP3401", "")]
    [InlineData(Base, """<ContainerPort Include="http" />""", "HRP3405", "")]
    [InlineData(Base + "<DockerAppImage>true</DockerAppImage>", """<DockerfileLine Include="FROM scratch" />""", "HRP3402", "")]
    [InlineData(Base + "<DockerAppImage>true</DockerAppImage><OutputType>Library</OutputType>", "", "HRP3402", "")]
    [InlineData(Base + "<OutputType>Library</OutputType>", "", "HRP3014", "OutputType")]
    public async Task What_is_wrong_is_reported_before_anything_is_published(string properties, string items, string code, string advice)
    {
        using var user = new Scratch(sdk);
        WriteApp(user, "App.csproj", properties, $"\n<ItemGroup>\n{items}\n</ItemGroup>");

        var result = (await user.DotnetAsync("build", "-t:DockerBuild", "-p:DockerHost=unix:///nowhere.sock", "-tl:off")).FailedWith(code);

        Assert.False(Directory.Exists(user.PathOf("bin")));
        Assert.Contains(advice, result.Output, StringComparison.Ordinal);
        if (code is "HRP3400" or "HRP3401" or "HRP3403")
        {
            Assert.Matches($@"App\.csproj\(7,\d+\): error {code}", result.Output);
        }
    }

    private static void WriteApp(Scratch user, string path, string properties, string body)
    {
        user.WriteCsproj(path, $"\n<PropertyGroup><OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>{properties}</PropertyGroup>{body}");
        user.Write(Path.Combine(Path.GetDirectoryName(path)!, "Program.cs"), "System.Console.WriteLine();");
    }

    private static async Task<IReadOnlyList<string>> LayersAsync(TestImage image)
    {
        using var json = System.Text.Json.JsonDocument.Parse((await EngineAnswers.GetAsync($"images/{image}/json")).Split("\r\n\r\n", 2)[1]);
        return [.. json.RootElement.GetProperty("RootFS").GetProperty("Layers").EnumerateArray().Select(layer => layer.GetString()!)];
    }
}
