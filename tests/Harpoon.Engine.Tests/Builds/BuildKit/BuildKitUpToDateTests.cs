using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Builds.UpToDate;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class BuildKitUpToDateTests() : UpToDateTests(BuilderChoice.BuildKit)
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Another_builder_builds_again()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        await project.With("CMD x").BuildAsync();
        Assert.True((await project.WithOptions(o => o with { Builder = BuilderChoice.Auto }).BuildAsync()).UpToDate);

        Assert.False((await project.WithOptions(o => o with { Builder = BuilderChoice.Classic }).BuildAsync()).UpToDate);
    }
}
