using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

public sealed class LocalBasesTests
{
    private static readonly ImageDetails Built = new("sha256:built", [], 1) { Platform = "linux/amd64" };

    [Theory]
    [InlineData("FROM base", "linux/amd64", false, true)]
    [InlineData("FROM base", "linux/amd64", true, false)]
    [InlineData("FROM base", "linux/arm64", false, false)]
    [InlineData("FROM base", null, false, false)]
    [InlineData("FROM base", null, false, true, "sha256:pushed")]
    [InlineData("FROM base", "linux/amd64", false, true, "sha256:base")]
    [InlineData("FROM base", "linux/amd64", false, true, "sha256:pushed")]
    [InlineData("FROM base", "linux/amd64", false, false, "sha256:newer")]
    [InlineData("FROM --platform=linux/amd64 base", "linux/amd64", false, false)]
    public void A_base_image_counts_as_known_only_where_it_is_sure_which_one_was_used(
        string from, string? platform, bool pull, bool isKnown, string? digest = null)
    {
        var dockerfile = DockerfileSource.FromText(from + "\n", null);
        var request = new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["app:latest"]) { Pull = pull };
        var details = platform is null ? null : new ImageDetails("sha256:base", [], 1) { Platform = platform, Digests = ["base@sha256:pushed"] };
        var fetched = digest is null ? [] : new Dictionary<string, string> { ["base"] = digest };

        Assert.Equal(isKnown, LocalBases.AreSurelyKnown(request, new EngineState([new BaseImageState("base", details)], []), Built, fetched));
    }

    [Theory]
    [InlineData("FROM base", BuilderChoice.BuildKit, false)]
    [InlineData("# syntax=docker/dockerfile:1\nFROM base", BuilderChoice.BuildKit, true)]
    [InlineData("# syntax=docker/dockerfile:1\nFROM base", BuilderChoice.Classic, false)]
    [InlineData("# syntax=docker/dockerfile@sha256:1\nFROM base", BuilderChoice.BuildKit, false)]
    [InlineData("# syntax=docker.io/docker/dockerfile:1@sha256:1\nFROM base", BuilderChoice.BuildKit, false)]
    [InlineData("# syntax=example.org/dockerfile@sha256:1\nFROM base", BuilderChoice.BuildKit, true)]
    [InlineData("FROM base:${V^}", BuilderChoice.BuildKit, true)]
    [InlineData("FROM base\nCOPY --from=$V a b", BuilderChoice.Classic, true)]
    [InlineData("FROM --platform=${V^} base", BuilderChoice.BuildKit, true)]
    public void An_image_that_reads_the_Dockerfile_may_have_changed(string text, BuilderChoice builder, bool isAlwaysBuilt)
    {
        var dockerfile = DockerfileSource.FromText(text + "\n", null);
        var request = new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["app:latest"]) { Builder = new(builder == BuilderChoice.Classic ? "it was asked for" : null) };

        Assert.Equal(isAlwaysBuilt, UpToDateCheck.WhyAlways(request, always: false) is not null);
    }

    [Fact]
    public void Each_mount_of_a_step_may_show_an_image()
    {
        var dockerfile = DockerfileSource.FromText("FROM base\nRUN --mount=from=one,target=/1 --mount=from=two,target=/2 true\n", null);

        Assert.Equal(["base", "one", "two"], DockerfileReader.Read(DockerfileParser.Parse(dockerfile), new Dictionary<string, string?>()).Bases.Select(image => image.Reference));
    }
}
