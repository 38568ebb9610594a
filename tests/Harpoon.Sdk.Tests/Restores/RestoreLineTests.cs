namespace Harpoon.Sdk.Tests.Restores;

/// <summary>A line that copies what <c>dotnet restore</c> reads.</summary>
public sealed class RestoreLineTests(PackedSdk sdk)
{
    private const string Marker = "restores now";

    [EngineFact]
    public async Task A_change_of_a_source_leaves_the_restore_step_in_the_cache_and_one_of_an_import_does_not()
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.Write("Directory.Build.props", "<Project><Import Project=\"eng/versions.props\" /></Project>");
        user.Write("eng/versions.props", "<Project />");
        user.Write("Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        user.Write("Lib/Class.cs", $"// {image.Name}");
        user.Write("Lib/Lib.csproj.user", "<Project />");
        user.Write(".dockerignore", "**/*.user");
        user.Write("Lib/obj/made.txt", "by this machine");
        user.WriteCsproj("App/App.csproj", $"""
            <PropertyGroup><DockerImage>{image}</DockerImage><DockerBuildContext>..</DockerBuildContext></PropertyGroup>
            <ItemGroup>
              <ProjectReference Include="../Lib/Lib.csproj" />
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="COPY" Restore="true" Arguments="/src" />
              <DockerfileLine Include="RUN" Arguments="echo {Marker}; cd /src; find . -type f | sort | tr '\n' ' '; echo" />
              <DockerfileLine Include="COPY" Arguments=". /all" />
              <DockerfileLine Include="RUN" Arguments="find /all -name obj; find /all -name '*.cs'" />
            </ItemGroup>
            """);

        var first = (await user.DotnetAsync("build", "App", "-t:DockerBuild")).SucceededWithoutWarnings();
        user.Write("Lib/Class.cs", $"// {image.Name} changed");
        var source = (await user.DotnetAsync("build", "App", "-t:DockerBuild")).SucceededWithoutWarnings();
        user.Write("eng/versions.props", "<Project><PropertyGroup><Changed>true</Changed></PropertyGroup></Project>");
        var import = (await user.DotnetAsync("build", "App", "-t:DockerBuild", "-p:DockerBuilder=classic")).SucceededWithoutWarnings();
        var printed = (await user.DotnetAsync("build", "App", "-t:DockerPrintDockerfile")).SucceededWithoutWarnings();

        foreach (var restored in new[] { first, import })
        {
            Assert.Contains(restored.Lines, line => line.EndsWith("./App/App.csproj ./Directory.Build.props ./Lib/Lib.csproj ./eng/versions.props ./nuget.config", StringComparison.Ordinal));
            Assert.Contains(restored.Lines, line => line.EndsWith("/all/Lib/Class.cs", StringComparison.Ordinal));
            Assert.DoesNotContain(restored.Lines, line => line.EndsWith("/obj", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(source.Lines, line => line.EndsWith(Marker, StringComparison.Ordinal));
        Assert.Contains(source.Lines, line => line.EndsWith("/all/Lib/Class.cs", StringComparison.Ordinal));
        Assert.Contains("COPY .harpoon/restore/ /src", printed.Lines);
        Assert.Contains(printed.Lines, line => line.StartsWith("# .harpoon/restore/: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_restore_reads_must_be_in_the_context()
    {
        using var user = new Scratch(sdk);
        user.Write("Directory.Build.props", "<Project />");
        user.WriteCsproj("App/App.csproj", $"""
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="COPY" Restore="true" Arguments="/src" />
            </ItemGroup>
            """);

        var wrong = (await user.DotnetAsync("build", "App", "-t:DockerBuild")).FailedWith("HRP3421");

        Assert.Contains($"{user.PathOf("App/App.csproj")}(6,", wrong.Output, StringComparison.Ordinal);
        Assert.Contains($"such as {user.Folder}.", wrong.Output, StringComparison.Ordinal);
    }
}
