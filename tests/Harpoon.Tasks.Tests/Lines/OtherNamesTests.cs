using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Names of other tools lead to Harpoon's.</summary>
[Collection("MSBuild")]
public sealed class OtherNamesTests : IDisposable
{
    private readonly LineProject _project = new();

    [Theory]
    [InlineData("<PropertyGroup><DockerImageName>a</DockerImageName></PropertyGroup>", "Did you mean DockerImage?")]
    [InlineData("<PropertyGroup><DockerTag>a</DockerTag></PropertyGroup>", "Did you mean DockerImageTags?")]
    [InlineData("<ItemGroup><DockerEnv Include=\"A=1\" /></ItemGroup>", "Did you mean DockerEnvironmentVariable?")]
    [InlineData("<ItemGroup><ContainerPort Include=\"80\" /></ItemGroup>", "Use DockerPort instead")]
    public void A_name_of_another_tool_is_a_warning_with_ours(string body, string hint) =>
        Assert.Contains(hint, Assert.Single(Warnings(body)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("<ItemGroup><ContainerPort Include=\"80\" /></ItemGroup><PropertyGroup><ContainerRepository>a</ContainerRepository></PropertyGroup>")]
    [InlineData("<ItemGroup><ContainerPort Include=\"80\" /></ItemGroup><PropertyGroup><EnableSdkContainerSupport>true</EnableSdkContainerSupport></PropertyGroup>")]
    [InlineData("<ItemGroup><DockerEnv Include=\"A\" /><DockerEnvironmentVariable Include=\"@(DockerEnv)\" /></ItemGroup>")]
    public void What_the_project_uses_is_its_own(string body) => Assert.Empty(Warnings(body));

    [Theory]
    [InlineData("DockerService", "Environment", "EnvironmentVariables")]
    [InlineData("DockerService", "ports", "Port")]
    [InlineData("DockerService", "depends_on", "DependsOn")]
    [InlineData("DockerService", "ContainerPort", "Port")]
    [InlineData("DockerVolume", "Destination", "TargetPath")]
    [InlineData("DockerfileLine", "Args", "Arguments")]
    public void So_is_metadata_of_another_tool(string item, string name, string ours)
    {
        var engine = new RecordingBuildEngine();
        var written = new TaskItem("a");
        written.SetMetadata(name, "b");

        ItemMetadata.Check([new ReceivedItems(item, [written])], new LogReport(engine, new DockerInfo { BuildEngine = engine }.Log, new LineStyle()));

        Assert.Contains($"Did you mean {ours}?", Assert.Single(engine.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_hint_leads_to_a_name_of_the_reference()
    {
        var reference = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reference.md"));

        NonEmpty.All(OtherNames.Ours, name => Assert.Contains(name.Split('.')[^1], reference, StringComparison.Ordinal));
    }

    public void Dispose() => _project.Dispose();

    private ImmutableArray<Diagnostic> Warnings(string body)
    {
        _project.WriteProject(body);
        return LineVerifier.Verify(_project.Request() with { WarnsOfNames = true }).Warnings;
    }
}
