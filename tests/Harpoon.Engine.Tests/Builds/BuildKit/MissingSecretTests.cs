using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>A step mounts a secret that the project does not offer.</summary>
public sealed class MissingSecretTests
{
    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("RUN --mount=type=secret,id=token true", "token")]
    [InlineData("RUN --mount=type=secret,target=/run/other true", "other")]
    [InlineData("RUN --mount=Type=SECRET,\"src=source\" true", "source")]
    public async Task One_that_a_step_does_without_is_named_at_its_line(string line, string id)
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("ENV A=1", line);

        await project.BuildAsync();

        var warning = Assert.Single(project.Report.Warnings);
        Assert.Equal(("HRP3080", 12), (warning.Code, warning.Location?.Line));
        Assert.Contains($"'{id}'", warning.Text, StringComparison.Ordinal);

        // The step comes from the cache now, and needs none.
        await project.WithOptions(o => o with { Always = true }).BuildAsync();
        Assert.Empty(project.Report.Warnings);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task One_that_is_required_fails_the_build_at_its_line()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("ENV A=1", "RUN --mount=type=secret,id=token,required=true true");

        var failure = await project.FailAsync();

        Assert.Equal(("HRP3081", 12), (failure.Code, failure.Location?.Line));
        Assert.Empty(project.Report.Warnings);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task One_that_is_required_is_distinguished_from_one_whose_name_it_begins_with()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("RUN --mount=type=secret,id=token true", "RUN --mount=type=secret,id=token2,required=true true");

        var failure = await project.FailAsync();

        Assert.Equal(("HRP3081", 12), (failure.Code, failure.Location?.Line));
        Assert.Contains("'token2'", failure.Text, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task One_of_a_trigger_is_named_at_the_trigger_or_at_the_base_image_that_has_it()
    {
        await using var parent = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        var trigger = $"ONBUILD RUN --mount=type=secret,id=token echo {parent.Name}";
        await parent.With(trigger).BuildAsync();
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);

        await project.WithAll($"FROM {TestImages.Base} AS a", trigger, "FROM a", "ENV X=y").BuildAsync();
        Assert.Equal(("HRP3080", 11), Assert.Single(project.Report.Warnings.Select(warning => (warning.Code, warning.Location!.Line))));

        await project.WithAll($"FROM {TestImages.Base} AS a", $"FROM {parent.Name}", $"ENV P={project.Name}").WithOptions(o => o with { NoCache = true }).BuildAsync();
        Assert.Equal(("HRP3080", 11), Assert.Single(project.Report.Warnings.Select(warning => (warning.Code, warning.Location!.Line))));
    }
}
