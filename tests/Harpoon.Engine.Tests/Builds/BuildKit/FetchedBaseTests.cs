using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class FetchedBaseTests
{
    [Theory]
    [InlineData("[1/2] FROM docker.io/library/base:latest@sha256:1", "base", "sha256:1")]
    [InlineData("FROM example.org/tools:1@sha256:2", "example.org/tools:1", "sha256:2")]
    [InlineData("[1/2] FROM docker.io/library/base:latest", null, null)]
    [InlineData("[1/3] FROM docker.io/library/base:latest@sha256:1", null, null)]
    [InlineData("[2/2] RUN echo FROM base@sha256:1", null, null)]
    [InlineData("FROM docker.io/library/other:latest@sha256:1", null, null)]
    public void What_BuildKit_fetched_is_read_from_its_names_but_for_one_with_triggers(string name, string? reference, string? digest)
    {
        var dockerfile = DockerfileSource.FromText("FROM base\nCOPY --from=example.org/tools:1 /x /x\n", null);
        var locator = new VertexLocator(new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["x"]));

        Assert.Equal(reference is null ? null : new FetchedBase(reference, digest!), locator.FetchedBy(name));
    }

    [Fact]
    public void It_is_the_same_as_long_as_the_engine_has_no_other()
    {
        var fetched = BaseImageId.Fetched("base", "sha256:1");

        Assert.True(fetched.IsStill(null));
        Assert.False(fetched.IsStill(new ImageDetails("sha256:1", [], 1)));
        Assert.False(new BaseImageId("base", "sha256:1").IsStill(null));
    }
}
