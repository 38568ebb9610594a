using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Names that are nearly Harpoon's, which MSBuild takes without a word.</summary>
[Collection("MSBuild")]
public sealed class MisspelledNamesTests : IDisposable
{
    private readonly LineProject _project = new();

    [Theory]
    [InlineData("<PropertyGroup><DockerRunMemmory>1g</DockerRunMemmory></PropertyGroup>", "DockerRunMemmory", "DockerRunMemory")]
    [InlineData("<PropertyGroup><dockerimagetag>1</dockerimagetag></PropertyGroup>", "dockerimagetag", "DockerImageTags")]
    [InlineData("<ItemGroup><DockerPorts Include=\"80\" /></ItemGroup>", "DockerPorts", "DockerPort")]
    public void A_name_that_is_nearly_one_is_a_warning_at_its_place(string body, string name, string meant)
    {
        Write(body);

        var warning = Assert.Single(Warnings());

        Assert.Equal(("HRP2112", _project.ProjectFile, 2), (warning.Code, warning.Location?.File, warning.Location?.Line));
        Assert.Contains($"'{name}'", warning.Text, StringComparison.Ordinal);
        Assert.Contains($"Did you mean {meant}?", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void So_is_one_of_the_command_line()
    {
        Write("");
        _project.GlobalProperties["DockerRunMemmory"] = "1g";

        Assert.Equal(_project.ProjectFile, Assert.Single(Warnings()).Location?.File);
    }

    [Theory]
    [InlineData("<PropertyGroup><DockerImageTag>1</DockerImageTag><DockerImageTags>latest;$(DockerImageTag)</DockerImageTags></PropertyGroup>")]
    [InlineData("<ItemGroup><DockerPorts Include=\"80\" /><DockerPort Include=\"@(DockerPorts)\" /></ItemGroup>")]
    [InlineData("<PropertyGroup><DockerRunMemory>1g</DockerRunMemory><Port>1</Port><DockerDefaultTargetOS>Linux</DockerDefaultTargetOS></PropertyGroup>")]
    public void What_the_project_uses_is_its_own(string body)
    {
        Write(body);

        Assert.Empty(Warnings());
    }

    [Fact]
    public void A_warning_stays_where_nothing_changes()
    {
        Write("<ItemGroup><DockerPorts Include=\"80\" /></ItemGroup>");

        Assert.Single(Warnings());
        Assert.Single(Warnings());
    }

    public void Dispose() => _project.Dispose();

    private void Write(string body) => _project.WriteProject(body);

    private ImmutableArray<Diagnostic> Warnings() =>
        LineVerifier.Verify(_project.Request(useCache: true) with { WarnsOfNames = true }).Warnings;
}
