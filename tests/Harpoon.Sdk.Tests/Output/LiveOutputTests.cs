namespace Harpoon.Sdk.Tests.Output;

/// <summary>The lines of a container, as each logger shows them.</summary>
public sealed class LiveOutputTests(PackedSdk sdk)
{
    private const string Snapshot = """
        first
          indented, and trailing
        a;b *.txt \n %41 {0} 'quoted' "double"
        ünïcödé ✓
        """;

    [EngineTheory]
    [InlineData("Single", "")]
    [InlineData("Pure", "")]
    [InlineData("Outer", "--no-restore")]
    public async Task The_terminal_logger_shows_each_line_by_default(string kind, string option)
    {
        using var user = new Scratch(sdk);
        Write(user, kind);

        var result = (await user.InTerminalAsync("build", "-t:Show", option)).Succeeded();

        // Only the Terminal Logger hides the cursor while it draws.
        Assert.Contains("\u001b[?25l", result.Output, StringComparison.Ordinal);

        // It draws its own lines again and again in between.
        Assert.Equal(Snapshot.Split('\n'), result.Plain.Split('\n').Where(Snapshot.Split('\n').Contains));
    }

    [EngineFact]
    public async Task A_projects_name_has_a_colour_where_only_a_terminal_shows_it()
    {
        using var user = new Scratch(sdk);
        user.WritePure("Image.proj", $"""
            <Target Name="Show" DependsOnTargets="DockerLiveOutput">
              <DockerRun Image="{TestImages.Base}" Command="echo hello" OutputPrefix="App" Timestamps="true" />
            </Target>
            """);

        Assert.Matches("\u001b\\[[0-9]+mApp:\u001b\\[0m [0-9T:.-]+Z hello", (await user.InTerminalAsync("build", "-t:Show")).Succeeded().Output);
        Assert.Matches("App: [0-9T:.-]+Z hello", (await user.InTerminalAsync("build", "-t:Show", "-bl:b.binlog")).Succeeded().Output);
        Assert.Matches("App: [0-9T:.-]+Z hello", (await user.DotnetAsync("build", "-t:Show")).Succeeded().Output);
        Assert.DoesNotContain(BinaryLog.Read(user.PathOf("b.binlog")).Messages, message => message.Contains('\u001b', StringComparison.Ordinal));
        user.Environment["NO_COLOR"] = "1";
        Assert.Matches("App: [0-9T:.-]+Z hello", (await user.InTerminalAsync("build", "-t:Show")).Succeeded().Output);
    }

    [EngineFact]
    public async Task Names_have_colours_on_other_nodes_too_unless_a_binary_log_takes_them_down()
    {
        using var user = new Scratch(sdk);
        foreach (var name in (string[])["One", "Two"])
        {
            user.WritePure($"{name}.proj", $"""
                <Target Name="Show" DependsOnTargets="DockerLiveOutput">
                  <DockerRun Image="{TestImages.Base}" Command="sleep 1; echo hello" OutputPrefix="{name}" />
                </Target>
                """);
        }

        user.Write("All.proj", """
            <Project><Target Name="Show"><MSBuild Projects="One.proj;Two.proj" Targets="Show" BuildInParallel="true" /></Target></Project>
            """);

        var output = (await user.InTerminalAsync("msbuild", "All.proj", "-t:Show", "-m:2")).Succeeded().Output;

        Assert.Matches("\u001b\\[[0-9]+mOne:\u001b\\[0m hello", output);
        Assert.Matches("\u001b\\[[0-9]+mTwo:\u001b\\[0m hello", output);
        Assert.Matches("One: hello", (await user.InTerminalAsync("msbuild", "All.proj", "-t:Show", "-m:2", "-bl:b.binlog")).Succeeded().Output);
        Assert.DoesNotContain(BinaryLog.Read(user.PathOf("b.binlog")).Messages, message => message.Contains('\u001b', StringComparison.Ordinal));
    }

    [EngineTheory]
    [InlineData("classic")]
    [InlineData("auto")]
    public async Task The_projects_line_ends_in_its_image_and_an_unchanged_one_is_said_to_be_up_to_date(string builder)
    {
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        user.WritePure("Image.proj", Snippets.Saying(image, "lolz"));

        var built = (await user.InTerminalAsync("build", $"-p:DockerBuilder={builder}")).Succeeded().Plain;
        var unchanged = (await user.InTerminalAsync("build", $"-p:DockerBuilder={builder}")).Succeeded().Plain;
        var logged = (await user.DotnetAsync("build", "-tl:off", $"-p:DockerBuilder={builder}")).Succeeded();

        Assert.Matches($@"Image .*succeeded \([0-9.]+s\) → {image}:latest \([0-9a-f]{{12}}\)\n", built);
        Assert.Matches($@"Image .*succeeded \([0-9.]+s\) → {image}:latest \([0-9a-f]{{12}}\), up to date\n", unchanged);
        Assert.Matches($@"^Image -> {image}:latest \([0-9a-f]{{12}}\), up to date$", Assert.Single(logged.Lines, line => line.StartsWith("Image -> ", StringComparison.Ordinal)));
        Assert.DoesNotContain("[internal]", built, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task The_console_logger_shows_each_line()
    {
        using var user = new Scratch(sdk);
        Write(user, "Single");

        var result = (await user.DotnetAsync("build", "-t:Show", "-tl:off")).SucceededWithoutWarnings();

        Assert.Contains(Indented(Snapshot), result.Plain, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_binary_log_keeps_each_line()
    {
        using var user = new Scratch(sdk);
        Write(user, "Single");

        (await user.DotnetAsync("build", "-t:Show", "-bl:b.binlog")).Succeeded();

        Assert.Equal(Snapshot.Split('\n'), BinaryLog.Read(user.PathOf("b.binlog")).Messages.Where(Snapshot.Split('\n').Contains));
    }

    private static void Write(Scratch user, string kind)
    {
        var command = "cat <<'EOF'\n" + Snapshot + "\nEOF";
        var target = $"""
            <Target Name="Show" DependsOnTargets="DockerLiveOutput">
              <DockerRun Image="{TestImages.Base}" Command="$([System.IO.File]::ReadAllText($(MSBuildProjectDirectory)/command.txt))" />
            </Target>
            """;
        user.Write("command.txt", command);
        _ = kind switch
        {
            "Pure" => user.WritePure("Image.proj", target),
            "Outer" => user.WriteCsproj("App.csproj", target, "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>"),
            _ => user.WriteCsproj("App.csproj", target),
        };
    }

    private static string Indented(string text) => string.Join('\n', text.Split('\n').Select(line => $"  {line}"));
}
