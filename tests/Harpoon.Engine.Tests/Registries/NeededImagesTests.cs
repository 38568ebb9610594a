using Harpoon.Engine.Builds;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Hosting;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Services;

namespace Harpoon.Engine.Tests.Registries;

public sealed class NeededImagesTests
{
    private static readonly HostEnvironment Host = new(name => name == "DOCKER_DEFAULT_PLATFORM" ? "linux/arm64" : null, "/no-such-folder", "/");

    [Fact]
    public void Bases_are_those_of_the_stages_that_are_built_with_arguments_put_in()
    {
        var options = Options("ARG TAG=3", "FROM a:$TAG AS one", "FROM --platform=linux/s390x b AS two", "COPY --from=one / /", "COPY --from=c:1 / /", "FROM d") with
        {
            Target = "two",
            Arguments = [new BuildArgument("TAG", "4")],
        };

        Assert.Equal(
            [("a:4", "linux/arm64"), ("b", "linux/s390x"), ("c:1", "linux/arm64")],
            NeededImages.Of(options, ServiceGraph.Of([]), Host).Select(image => (image.Image, image.Platform)));
    }

    [Fact]
    public void Neither_scratch_nor_the_projects_own_image_nor_what_can_not_be_known_is_pulled()
    {
        var options = Options("ARG UNKNOWN", "FROM scratch", "COPY --from=app / /", "FROM $UNKNOWN", "FROM app:2") with { Image = "app", Tags = "latest;2" };

        Assert.Empty(NeededImages.Of(options, ServiceGraph.Of([Service("self", "app:2")]), Host));
    }

    [Fact]
    public void Images_of_services_are_pulled_once_and_as_their_policy_has_it()
    {
        var services = ServiceGraph.Of(
        [
            Service("a", "db:1"),
            Service("b", "db:1"),
            Service("c", "queue:1", PullPolicy.Always),
            Service("d", "local", PullPolicy.Never),
        ]);

        Assert.Equal(
            [("db:1", null, true), ("queue:1", null, false)],
            NeededImages.Of(Options(), services, Host).Select(image => (image.Image, image.Platform, image.MayBeLocal)));
    }

    private static ImageBuildOptions Options(params string[] lines) => new("App", "label", "obj")
    {
        Lines = [.. lines.Select(line => new DockerfileLine(line))],
    };

    private static Service Service(string name, string image, PullPolicy pull = PullPolicy.Missing) =>
        new(name, new ContainerRunOptions(image) { Pull = pull });
}
