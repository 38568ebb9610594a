namespace Harpoon.Tasks.Tests.Lines;

/// <summary>A verdict that is kept saves the evaluation, and is never wrong.</summary>
[Collection("MSBuild")]
public class CheckCacheTests
{
    private const string Clean = "<Project><ItemGroup><DockerfileLine Include=\"FROM a\" /></ItemGroup></Project>";
    private const string Spoilt = "<Project><ItemGroup><DockerfileLine Include=\"FROM a\" /><DockerfileLine Include=\"RUN *\" /></ItemGroup></Project>";

    [Fact]
    public void An_unchanged_project_is_not_evaluated_again_and_its_lines_keep_their_places()
    {
        using var project = Imported();
        var first = project.Verify(useCache: true);
        var request = project.Request(useCache: true);
        var kept = File.ReadAllText(project.CacheFile);
        File.WriteAllText(project.CacheFile, kept.Replace("\t1\t21\n", "\t77\t21\n", StringComparison.Ordinal));

        var second = Harpoon.Tasks.Lines.LineVerifier.Verify(request);

        Assert.Equal(1, Assert.Single(first.Lines).Location!.Line);
        Assert.Equal(77, Assert.Single(second.Lines).Location!.Line);
    }

    [Fact]
    public void An_edit_of_an_import_that_keeps_time_and_size_is_seen()
    {
        using var project = Imported();
        project.Write("lines.props", Spoilt.Replace("RUN *", "<!---->", StringComparison.Ordinal).Replace("<DockerfileLine Include=\"<!---->\" />", new string(' ', 34), StringComparison.Ordinal));
        Assert.Empty(project.Verify(useCache: true).Errors);
        Assert.True(File.Exists(project.CacheFile));

        project.Write("lines.props", Spoilt);

        Assert.Equal("HRP2020", WrittenElement.Single(project.Verify(useCache: true).Errors).Code);
    }

    [Fact]
    public void A_new_Directory_Build_props_is_seen()
    {
        using var project = Imported();
        Assert.Empty(project.Verify(useCache: true).Errors);

        project.Write("Directory.Build.props", Spoilt.Replace("FROM a", "", StringComparison.Ordinal).Replace("<DockerfileLine Include=\"\" />", "", StringComparison.Ordinal));

        Assert.NotEmpty(project.Verify(useCache: true).Errors);
    }

    [Theory]
    [InlineData("<Import Project=\"more.props\" Condition=\"Exists('more.props')\" />")]
    [InlineData("<Import Project=\"more*.props\" />")]
    [InlineData("<Import Project=\"$(MSBuildThisFileDirectory)more.props\" Condition=\"Exists('$(MSBuildThisFileDirectory)more.props')\" />")]
    public void An_import_that_was_not_there_is_seen(string import)
    {
        using var project = Imported(import);
        Assert.Empty(project.Verify(useCache: true).Errors);
        Assert.True(File.Exists(project.CacheFile));

        project.Write("more.props", "<Project><ItemGroup><DockerfileLine Include=\"RUN *\" /></ItemGroup></Project>");

        Assert.Equal("HRP2020", WrittenElement.Single(project.Verify(useCache: true).Errors).Code);
    }

    [Fact]
    public void Another_global_property_is_seen()
    {
        using var project = Imported("<ItemGroup Condition=\"'$(Mode)' == 'x'\"><DockerfileLine Include=\"RUN *\" /></ItemGroup>");
        Assert.Empty(project.Verify(useCache: true).Errors);

        project.GlobalProperties["Mode"] = "x";

        Assert.Equal("HRP2020", WrittenElement.Single(project.Verify(useCache: true).Errors).Code);
    }

    [Fact]
    public void A_spoilt_line_that_sleeps_behind_a_condition_is_looked_at_each_time()
    {
        using var project = Imported("<ItemGroup Condition=\"Exists('flag')\"><DockerfileLine Include=\"RUN *\" /></ItemGroup>");
        Assert.Empty(project.Verify(useCache: true).Errors);

        project.Write("flag", "");

        Assert.Equal("HRP2020", WrittenElement.Single(project.Verify(useCache: true).Errors).Code);
    }

    [Fact]
    public void A_line_that_a_property_switches_on_does_not_keep_the_verdict_from_being_kept()
    {
        using var project = Imported("<ItemGroup><DockerfileLine Include=\"$(More)\" Condition=\"'$(More)' != ''\" /></ItemGroup>");

        Assert.Empty(project.Verify(useCache: true).Errors);

        Assert.True(File.Exists(project.CacheFile));
    }

    [Fact]
    public void Errors_are_not_kept()
    {
        using var project = Imported("<ItemGroup><DockerfileLine Include=\"RUN *\" /></ItemGroup>");

        Assert.NotEmpty(project.Verify(useCache: true).Errors);
        Assert.NotEmpty(project.Verify(useCache: true).Errors);
        Assert.False(File.Exists(project.CacheFile));
    }

    [Fact]
    public void A_damaged_file_is_no_verdict()
    {
        using var project = Imported();
        project.Verify(useCache: true);
        File.WriteAllText(project.CacheFile, File.ReadAllText(project.CacheFile)[..^5]);

        Assert.Equal(1, Assert.Single(project.Verify(useCache: true).Lines).Location!.Line);
    }

    private static LineProject Imported(string more = "") =>
        new LineProject().Write("lines.props", Clean).WriteProject($"<Import Project=\"lines.props\" />{more}");
}
