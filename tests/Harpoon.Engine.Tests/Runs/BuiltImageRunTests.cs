using Harpoon.Engine.Builds;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

/// <summary>Runs of what was built, while its name stands for something else by then.</summary>
public sealed class BuiltImageRunTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineFact]
    public async Task What_was_built_runs_though_another_build_took_its_name()
    {
        await using var project = await BuildProject.CreateAsync();
        await using var other = await BuildProject.CreateAsync();
        var built = await project.With("CMD echo mine").BuildAsync();
        await NameAsync((await other.With("CMD echo other").BuildAsync()).ImageId, project);

        var outcome = await RunAsync(Of(built));

        Assert.Null(outcome.Failure);
        Assert.Equal(["mine"], Texts(OutputChannel.StandardOutput));
    }

    [EngineFact]
    public async Task An_error_of_it_names_the_image_as_people_do()
    {
        await using var project = await BuildProject.CreateAsync();
        var built = await project.With("CMD exit 3").BuildAsync();

        var failure = (await RunAsync(Of(built))).Failure!;

        Assert.Contains($"{project.Name}:latest", failure.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256", failure.Text, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task What_was_built_and_is_gone_is_an_error_and_nothing_else_runs_in_its_place()
    {
        await using var project = await BuildProject.CreateAsync();
        var built = await project.With("CMD echo mine").BuildAsync();
        await project.Engine.Images.RemoveAsync(built.ImageId, force: true, Token);
        await NameAsync(TestImages.Base, project);

        var error = await Assert.ThrowsAsync<HarpoonException>(() => RunAsync(Of(built)));

        Assert.Equal("HRP4081", Assert.Single(error.Diagnostics).Code);
        await project.Engine.Images.RemoveAsync($"{project.Name}:latest", force: false, Token);
    }

    [EngineFact]
    public async Task Nothing_is_pulled_in_the_place_of_what_was_built()
    {
        await using var project = await BuildProject.CreateAsync();
        var built = await project.With("CMD echo mine").BuildAsync();

        Assert.Null((await RunAsync(Of(built) with { Pull = PullPolicy.Always })).Failure);

        Assert.Equal("HRP4080", Assert.Single(Report.Warnings).Code);
        Assert.Equal(["mine"], Texts(OutputChannel.StandardOutput));
    }

    private static ContainerRunOptions Of(ImageBuildOutcome built) => new(built.Tags[0]) { ImageId = built.ImageId };

    private static Task NameAsync(string image, BuildProject project) =>
        project.Engine.Images.TagAsync(image, new ImageReference(project.Name, "latest"), Token);
}
