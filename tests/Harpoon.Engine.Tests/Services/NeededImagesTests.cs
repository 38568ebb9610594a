using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Services;

public sealed class NeededImagesTests
{
    private static readonly HostEnvironment Host = new(name => name == "DOCKER_DEFAULT_PLATFORM" ? "linux/arm64" : null, "/no-such-folder", "/");

    [Fact]
    public async Task Bases_are_those_of_the_stages_that_are_built_with_arguments_put_in()
    {
        var options = Options("ARG TAG=3", "FROM a:$TAG AS one", "FROM --platform=linux/s390x b AS two", "COPY --from=one / /", "COPY --from=c:1 / /", "FROM d") with
        {
            Target = "two",
            Arguments = [new BuildArgument("TAG", "4")],
        };

        Assert.Equal(
            [("a:4", "linux/arm64"), ("b", "linux/s390x"), ("c:1", "linux/arm64")],
            (await FindAsync(options, ServiceGraph.Of([]))).Select(image => (image.Image, image.Platform)));
    }

    [Fact]
    public async Task Neither_scratch_nor_the_projects_own_image_nor_what_can_not_be_known_is_pulled()
    {
        var options = Options("ARG UNKNOWN", "FROM scratch", "COPY --from=app / /", "FROM $UNKNOWN", "FROM app:2") with { Image = "app", Tags = "latest;2" };

        Assert.Empty(await FindAsync(options, ServiceGraph.Of([Service("self", "app:2")])));
    }

    [Fact]
    public async Task Images_of_services_are_pulled_once_and_as_their_policy_has_it()
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
            (await FindAsync(Options(), services)).Select(image => (image.Image, image.Platform, image.MayBeLocal)));
    }

    [Theory]
    [InlineData("FROM --platform=linux/$TARGETARCH base$TARGETARCH", "basearm64 linux/arm64")]
    [InlineData("FROM --platform=$BUILDPLATFORM tools", "tools linux/amd64")]
    [InlineData("FROM base:$BUILDARCH", "base:amd64 linux/arm64")]
    [InlineData("FROM --platform=$TARGETPLATFORM base:${V%.*}", "base:3.22 linux/arm64")]
    [InlineData("FROM base:${V^^}\nCOPY --from=other / /", "other linux/arm64 HRP2040")]
    [InlineData("FROM --platform=$TARGETSTAGE base", "HRP2040")]
    public async Task What_builders_put_in_is_put_in_and_what_can_not_be_known_is_named(string lines, string expected)
    {
        var options = Options([.. $"ARG V=3.22.1\n{lines}".Split('\n')]);
        var report = new RecordingReport();

        var images = await FindAsync(options, ServiceGraph.Of([]), report);

        Assert.Equal(expected, string.Join(' ', [.. images.Select(image => $"{image.Image} {image.Platform}"), .. report.Warnings.Select(warning => warning.Code)]));
    }

    [Theory]
    [InlineData("overlay2", "base linux/amd64, tools linux/amd64")]
    [InlineData("containerd", "base linux/arm64, tools linux/amd64, base linux/amd64")]
    public async Task Of_several_platforms_the_bases_of_those_are_pulled_that_the_store_can_hold(string store, string expected)
    {
        var options = Options("FROM base AS one", "FROM --platform=$BUILDPLATFORM tools", "COPY --from=one / /") with { Platforms = ["linux/arm64", "linux/amd64"] };

        var images = await FindAsync(options, ServiceGraph.Of([]), store: store);

        Assert.Equal(expected, string.Join(", ", images.Select(image => $"{image.Image} {image.Platform}")));
    }

    [Fact]
    public async Task A_named_context_is_no_image_of_a_registry_but_the_one_that_it_is()
    {
        var options = Options("FROM shared", "COPY --from=tools a b", "COPY --from=other a b") with
        {
            NamedContexts = [new("shared", "../shared"), new("tools", "docker-image://example.org/tools:2")],
        };

        var images = await FindAsync(options, ServiceGraph.Of([]));

        Assert.Equal(["example.org/tools:2", "other"], images.Select(image => image.Image));
    }

    private static Task<ImmutableArray<PullRequest>> FindAsync(ImageBuildOptions options, ServiceGraph services, RecordingReport? report = null, string store = "overlay2") =>
        NeededImages.FindAsync(
            options,
            services,
            Host,
            _ => Task.FromResult<IEngine>(new FakeEngine { Info = $$"""{"OSType":"linux","Architecture":"x86_64","DriverStatus":[["driver-type","{{(store == "containerd" ? "io.containerd.snapshotter.v1" : store)}}"]]}""" }),
            report ?? new RecordingReport(),
            TestContext.Current.CancellationToken);

    private static ImageBuildOptions Options(params string[] lines) => new("App", "label", "obj")
    {
        Lines = [.. lines.Select(line => new DockerfileLine(line))],
    };

    private static Service Service(string name, string image, PullPolicy pull = PullPolicy.Missing) =>
        new(name, new ContainerRunOptions(image) { Pull = pull });
}
