using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Checks;

/// <summary>BuildKit's checks, without a build.</summary>
public sealed class ImageCheckTests
{
    [EngineFact]
    public async Task A_finding_is_reported_at_its_line_as_in_a_build_and_nothing_is_built()
    {
        await using var project = await CheckedAsync();
        project.WithAll($"from {TestImages.Base} AS One", "MAINTAINER me", "RUN exit 1");

        var found = await CheckAsync(project);

        Assert.Equal(
            [("HRP3040-ConsistentInstructionCasing", 10), ("HRP3040-FromAsCasing", 10), ("HRP3040-MaintainerDeprecated", 11), ("HRP3040-StageNameCasing", 10)],
            found.Select(finding => (finding.Code, finding.Location!.Line)).Order());
        NonEmpty.All(found, finding => Assert.Equal(project.Path("p.csproj"), finding.Location!.File));
        Assert.Null(await project.FindAsync(project.Name));
    }

    [EngineFact]
    public async Task Findings_are_those_of_the_build()
    {
        await using var project = await CheckedAsync();
        project.WithAll($"FROM {TestImages.Base} AS One", "CMD echo", "ENV a b");

        var found = await CheckAsync(project);
        await project.BuildAsync();

        Assert.NotEmpty(found);
        Assert.Equal(
            project.Report.Warnings.Select(warning => (warning.Code, warning.Text, warning.Location)).Order(),
            found.Select(warning => (warning.Code, warning.Text, warning.Location)).Order());
    }

    [EngineFact]
    public async Task A_faultless_dockerfile_has_none()
    {
        await using var project = await CheckedAsync();

        Assert.Empty(await CheckAsync(project.With("RUN true")));
    }

    [EngineFact]
    public async Task A_base_image_that_can_not_be_found_is_an_error_at_its_line()
    {
        await using var project = await CheckedAsync();
        project.WithAll($"FROM {TestImages.Base}", $"FROM registry.invalid/{project.Name}");

        var error = (await Assert.ThrowsAsync<HarpoonException>(() => CheckAsync(project))).Diagnostics.Single();

        Assert.Equal(("HRP3007", 11), (error.Code, error.Location!.Line));
    }

    [EngineFact]
    public async Task An_engine_without_checks_says_so()
    {
        await using var project = await BuildProject.CreateAsync();
        Assert.SkipWhen(await HasChecksAsync(project), "This engine has checks.");

        var error = (await Assert.ThrowsAsync<HarpoonException>(() => CheckAsync(project.With("RUN true")))).Diagnostics.Single();

        Assert.Equal(EngineAvailability.IsPodman ? "HRP3163" : "HRP3164", error.Code);
    }

    [EngineFact]
    public async Task The_classic_builder_has_none()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);

        var error = (await Assert.ThrowsAsync<HarpoonException>(() => CheckAsync(project.With("RUN true")))).Diagnostics.Single();

        Assert.Equal("HRP3163", error.Code);
        Assert.Contains("DockerBuilder is 'classic'", error.Text, StringComparison.Ordinal);
    }

    private static async Task<BuildProject> CheckedAsync()
    {
        var project = await BuildProject.CreateAsync(BuilderChoice.Auto);
        if (!await HasChecksAsync(project))
        {
            await project.DisposeAsync();
            Assert.Skip("BuildKit has checks since Docker 27.");
        }

        return project;
    }

    /// <summary>Docker 27 has API 1.46.</summary>
    private static async Task<bool> HasChecksAsync(BuildProject project) =>
        await project.Engine.PingAsync(TestContext.Current.CancellationToken) is { IsPodman: false, ApiVersion: var version } && version >= new Version(1, 46);

    private static async Task<IReadOnlyList<Diagnostic>> CheckAsync(BuildProject project) =>
        await ImageBuild.CheckAsync(project.Options, project.Engine, project.Host, new RecordingReport(), TestContext.Current.CancellationToken);
}
