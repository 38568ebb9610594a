using System.Text;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Builds.Metadata;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>Images of other projects in containerd's store, where an image is an index.</summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class ReferencedIndexTests
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_image_for_several_platforms_is_built_on_for_each()
    {
        await using var parent = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await ContainerdStore.SkipUnlessThereAsync(parent.Engine);
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        parent.WithFile("word", parent.Name).WithAll("FROM scratch", "ARG TARGETARCH", "ENV BASE_ARCHITECTURE=$TARGETARCH", "COPY word /").WithOptions(o => o with { Platforms = ["linux/amd64", "linux/arm64"] });
        var built = await parent.BuildAsync();
        project.On(parent.As("base", built.ImageId)).WithAll("FROM base", "COPY --from=base /word /copied").WithOptions(o => o with { Platforms = ["linux/amd64", "linux/arm64"] });

        await project.BuildAsync();

        var saved = await SavedAsync(project);
        Assert.True(saved.Holds("BASE_ARCHITECTURE=amd64") && saved.Holds("BASE_ARCHITECTURE=arm64"), project.Said);
        Assert.Empty(await project.HeldNamesAsync());
        await project.AssertUpToDateAsync();
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task An_image_that_is_up_to_date_stays_when_another_build_takes_its_name()
    {
        await using var parent = await ImageProject.BaseAsync(BuilderChoice.BuildKit);
        await ContainerdStore.SkipUnlessThereAsync(parent.Engine);
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await parent.WithOptions(o => o with { Holds = false }).BuildAsync();
        var known = await parent.WithOptions(o => o with { Holds = true }).BuildAsync();
        Assert.True(known.UpToDate);
        try
        {
            await parent.TagAsync(TestImages.Base, parent.Name);
            project.On(parent.As("base", known.ImageId)).WithAll("FROM base", "COPY --from=base /word /copied");

            await project.BuildAsync();

            Assert.Equal([known.HeldName!], await parent.HeldNamesAsync());
        }
        finally
        {
            await parent.RemoveAsync(known.HeldName!);
        }
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Provenance_is_the_same_in_each_build()
    {
        await using var parent = await ImageProject.BaseAsync(BuilderChoice.BuildKit);
        await ContainerdStore.SkipUnlessThereAsync(parent.Engine);
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        var id = (await parent.WithOptions(o => o with { Holds = false }).BuildAsync()).ImageId;
        project.On(parent.As("base", id)).WithAll("FROM base", "RUN true")
            .WithOptions(o => o with { Always = true, Metadata = new() { Provenance = ProvenanceMode.Min } });

        await project.BuildAsync();
        var first = await MaterialsAsync(project);
        await project.BuildAsync();

        Assert.Contains(id[7..], first, StringComparison.Ordinal);
        Assert.Equal(first, await MaterialsAsync(project));
    }

    /// <summary>What the provenance says of the images that the build is on.</summary>
    private static async Task<string> MaterialsAsync(BuildProject project)
    {
        var texts = (await SavedAsync(project)).Files.Values.Select(Encoding.UTF8.GetString);
        var statement = texts.Single(text => text.Contains("\"predicateType\"", StringComparison.Ordinal) && text.Contains("\"predicate\":", StringComparison.Ordinal));
        using var json = System.Text.Json.JsonDocument.Parse(statement);
        var predicate = json.RootElement.GetProperty("predicate");
        return predicate.TryGetProperty("materials", out var materials) ? materials.GetRawText() : predicate.GetProperty("buildDefinition").GetProperty("resolvedDependencies").GetRawText();
    }

    private static async Task<SavedImage> SavedAsync(BuildProject project)
    {
        await using var saved = await project.Engine.Images.SaveAsync([project.Name], TestContext.Current.CancellationToken);
        using var copy = new MemoryStream();
        await saved.CopyToAsync(copy, TestContext.Current.CancellationToken);
        return await SavedImage.UnpackAsync(copy.ToArray());
    }
}
