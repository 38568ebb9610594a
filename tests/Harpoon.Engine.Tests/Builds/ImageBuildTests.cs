using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Context;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

public sealed class ImageBuildTests
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task An_image_is_built_and_read_back_under_each_of_its_tags(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN echo made > /made").WithOptions(o => o with { Tags = $"1.0;latest;registry.example/{project.Name}:x" });

        var outcome = await project.BuildAsync();

        Assert.False(outcome.UpToDate);
        Assert.Equal([$"{project.Name}:1.0", $"{project.Name}:latest", $"registry.example/{project.Name}:x"], outcome.Tags);
        foreach (var tag in outcome.Tags)
        {
            Assert.Equal(outcome.ImageId, (await project.FindAsync(tag))?.Id);
        }

        Assert.Contains(project.Report.Messages, m => m.Text.StartsWith($"Built {project.Name}:1.0", StringComparison.Ordinal));
        Assert.Contains(project.Output, line => line.Contains("RUN echo made > /made", StringComparison.Ordinal));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task The_rendered_dockerfile_is_kept_beside_the_project_and_never_sent(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /all", "RUN find /all").WithFile("a.txt", "a");

        var outcome = await project.BuildAsync();

        Assert.Equal(project.Path($"obj/harpoon/{project.Name}-latest.Dockerfile"), outcome.RenderedDockerfilePath);
        Assert.StartsWith($"FROM {TestImages.Base}\n", await File.ReadAllTextAsync(outcome.RenderedDockerfilePath!, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("/all/a.txt", project.Output);
        Assert.DoesNotContain(project.Output, line => line.Contains("harpoon", StringComparison.Ordinal) && line.StartsWith("/all", StringComparison.Ordinal));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Arguments_labels_and_variables_reach_the_build(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.Variables["FROM_ENV"] = "from the environment";
        project.With("ARG GIVEN=default", "ARG FROM_ENV=default", "ARG UNSET=default", "RUN echo \"$GIVEN|$FROM_ENV|$UNSET\"").WithOptions(o => o with
        {
            Arguments = [new("GIVEN", "a=b \"c\""), new("FROM_ENV"), new("UNSET")],
            Labels = ImmutableDictionary<string, string>.Empty.Add("org.example", "x \"y\" $z"),
        });

        var outcome = await project.BuildAsync();

        Assert.Contains("a=b \"c\"|from the environment|default", project.Output);
        var labels = (await project.FindAsync(outcome.ImageId))!.Labels;
        Assert.Equal((project.Name, "x \"y\" $z"), (labels[HarpoonLabels.Project], labels["org.example"]));
        Assert.Empty(project.Report.Warnings);
    }

    [EngineFact]
    public async Task An_argument_that_nothing_declares_is_warned_of_by_the_classic_builder()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        project.With("CMD x").WithOptions(o => o with { Arguments = [new("NOBODY", "1")] });

        await project.BuildAsync();

        Assert.Contains("NOBODY", Assert.Single(project.Report.Warnings, w => w.Code == "HRP3015").Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task The_proxies_of_the_clis_settings_are_build_arguments(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN echo \"$HTTP_PROXY|$https_proxy|$NO_PROXY\"")
            .WithFile(".docker/config.json", """{"proxies":{"default":{"httpProxy":"http://p:1","httpsProxy":"http://p:2","noProxy":"*.x"}}}""")
            .WithOptions(o => o with { Arguments = [new("NO_PROXY")] });

        await project.BuildAsync();


        // BuildKit takes one spelling of a proxy's name for the other as well.
        Assert.Contains(builder == BuilderChoice.BuildKit ? "http://p:1|http://p:2|*.x" : "http://p:1|http://p:2|", project.Output);
        Assert.Empty(project.Report.Warnings);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_target_ends_the_build_and_is_labelled(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithAll($"FROM {TestImages.Base} AS one", "RUN echo one", $"FROM {TestImages.Base}", "RUN false").WithOptions(o => o with { Target = "one" });

        var outcome = await project.BuildAsync();

        Assert.Equal(project.Name, (await project.FindAsync(outcome.ImageId))!.Labels[HarpoonLabels.Project]);
    }

    [EngineTheory(NotOnPodman = "gives steps the network of its host, and Harpoon refuses any other: HRP3064")]
    [ClassData(typeof(Builders))]
    public async Task Steps_have_no_network_where_none_is_asked_for(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN cat /proc/net/dev | grep -c : | sed s/^/interfaces=/").WithOptions(o => o with { Network = "none" });

        await project.BuildAsync();

        Assert.Contains("interfaces=1", project.Output);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Without_cache_each_step_is_done_again(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN cat /proc/sys/kernel/random/uuid > /id").WithOptions(o => o with { NoCache = true });

        var first = await project.BuildAsync();
        var second = await project.BuildAsync();

        Assert.NotEqual(first.ImageId, second.ImageId);
        Assert.DoesNotContain(project.Output, line => line == " ---> Using cache" || (line.Contains("RUN", StringComparison.Ordinal) && line.EndsWith("CACHED", StringComparison.Ordinal)));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Pulling_asks_the_registry_for_the_base_image(BuilderChoice builder)
    {
        await using var basis = await BuildProject.CreateAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        await project.Engine.Images.TagAsync(await basis.BuildBaseAsync(), new("localhost:1/" + project.Name, "base"), TestContext.Current.CancellationToken);
        project.WithAll($"FROM localhost:1/{project.Name}:base", "CMD x");
        await project.BuildAsync();

        project.WithOptions(o => o with { Pull = true });
        var error = await project.FailAsync();

        Assert.Equal(builder == BuilderChoice.BuildKit ? "HRP3030" : "HRP3006", error.Code);
        Assert.Contains("localhost:1", error.Text, StringComparison.Ordinal);
        await project.Engine.Images.RemoveAsync($"localhost:1/{project.Name}:base", force: false, TestContext.Current.CancellationToken);
    }

    [EngineTheory]
    [InlineData(BuilderChoice.Classic, "linux/amd64", null)]
    [InlineData(BuilderChoice.Classic, null, "linux/amd64")]
    [InlineData(BuilderChoice.BuildKit, "linux/amd64", null)]
    [InlineData(BuilderChoice.BuildKit, null, "linux/amd64")]
    public async Task The_platform_comes_from_the_project_or_the_environment(BuilderChoice builder, string? property, string? variable)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.Variables["DOCKER_DEFAULT_PLATFORM"] = variable ?? "linux/no-such";
        project.With("CMD x").WithOptions(o => o with { Platform = property });

        var outcome = await project.BuildAsync();

        Assert.Equal("linux/amd64", (await project.FindAsync(outcome.ImageId))!.Platform);
    }

    [EngineTheory(NotOnPodman = "refuses it without a word")]
    [ClassData(typeof(Builders))]
    public async Task A_platform_that_is_none_is_refused_in_the_engines_words_even_while_a_large_context_is_sent(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY big /").WithFile("big", new string('x', 20_000_000)).WithOptions(o => o with { Platform = "no-such-system" });

        var error = await project.FailAsync();

        Assert.Equal("HRP3007", error.Code);
        Assert.Contains("no-such-system", error.Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_platform_that_the_base_image_has_not_is_warned_of(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        var reference = $"localhost:1/{project.Name}:base";
        await project.Engine.Images.TagAsync(TestImages.Base, ImageReference.Parse(reference), TestContext.Current.CancellationToken);
        project.WithAll($"FROM {reference}", "CMD other").WithOptions(o => o with { Platform = "linux/s390x" });

        var errors = await Thrown.ByAsync(project.BuildAsync);
        if (errors.IsEmpty)
        {
            // With the containerd image store BuildKit makes an image of that platform, and warns itself.
            Assert.Contains(project.Report.Warnings, w => w.Code is "HRP3016" or "HRP3040-InvalidBaseImagePlatform");
        }
        else
        {
            // Others look for it at the registry, which there is none.
            var error = Assert.Single(errors);
            Assert.Contains(error.Code, (string[])["HRP3006", "HRP3030"]);
            Assert.Contains(reference[..reference.IndexOf(':', "localhost:".Length)], error.Text, StringComparison.Ordinal);
            Assert.Empty(await project.Engine.Images.ListAsync($"{HarpoonLabels.Project}={project.Name}", TestContext.Current.CancellationToken));
        }
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Files_from_elsewhere_and_a_context_of_its_own_are_sent(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /all", "RUN cat /all/in.txt /all/deep/other.txt")
            .WithFile("ctx/in.txt", "inside\n").WithFile("out.txt", "outside\n")
            .WithOptions(o => o with { Context = "ctx", ContextFiles = [new ContextFile(project.Path("out.txt"), "deep/other.txt")] });

        await project.BuildAsync();

        Assert.Contains("inside", project.Output);
        Assert.Contains("outside", project.Output);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task An_inline_file_of_the_same_length_is_sent_again(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        await Inline("one").BuildAsync();
        await Inline("two").BuildAsync();

        Assert.Contains("two", project.Output);

        BuildProject Inline(string content) => project.WithOptions(o => o with
        {
            Lines = [new($"FROM {TestImages.Base}"), new("COPY /etc/app.conf", content + "\n"), new($"RUN cat /etc/app.conf # {project.Name}")],
        });
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task The_dockerignore_holds_and_files_from_elsewhere_come_all_the_same(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY . /all", "RUN cd /all && echo [$(find . -type f | sort)]")
            .WithFile(".dockerignore", "*.log\nbin\n!bin/keep.txt\n")
            .WithFile("a.log", "").WithFile("a.txt", project.Name).WithFile("bin/drop", "").WithFile("bin/keep.txt", "")
            .WithOptions(o => o with { ContextFiles = [new ContextFile(project.Path("a.log"), "bin/other.log")] });

        await project.BuildAsync();

        Assert.Contains("[./.dockerignore ./a.txt ./bin/keep.txt ./bin/other.log]", project.Output);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_dockerfile_of_the_users_own_has_its_folder_as_context(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.WithFile("docker/web.Dockerfile", $"FROM {TestImages.Base}\nCOPY near.txt /\nRUN cat /near.txt # {project.Name}\n").WithFile("docker/near.txt", "near\n")
            .WithOptions(o => o with { DockerfilePath = "docker/web.Dockerfile" });

        var outcome = await project.BuildAsync();

        Assert.Contains("near", project.Output);
        Assert.Null(outcome.RenderedDockerfilePath);
    }

    [EngineFact(NotOnPodman = PodmanLacks.ClassicBuilder)]
    public async Task With_cache_sources_the_classic_builder_takes_steps_of_these_alone()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        project.With("RUN echo cached > /cached");
        await project.BuildAsync();

        Assert.True(await CachesAsync());
        Assert.False(await CachesAsync(TestImages.Base, "localhost:1/no/such:image"));
        Assert.True(await CachesAsync($"{project.Name}:latest"));

        async Task<bool> CachesAsync(params string[] sources)
        {
            project.WithOptions(o => o with { Always = true, CacheFrom = [.. sources.Select(source => new BuildCache(source))] });
            var outcome = await project.BuildAsync();
            Assert.Equal(outcome.ImageId, (await project.FindAsync(project.Name))!.Id);
            return project.Output.Contains(" ---> Using cache");
        }
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_cache_source_that_is_nowhere_fails_no_build_and_BuildKit_asks_for_it(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN echo made > /made").WithOptions(o => o with { CacheFrom = [new("localhost:1/no/such:image")] });

        var outcome = await project.BuildAsync();

        Assert.Equal(outcome.ImageId, (await project.FindAsync(project.Name))!.Id);
        Assert.Equal(builder == BuilderChoice.BuildKit, project.Output.Any(line => line.EndsWith("importing cache manifest from localhost:1/no/such:image", StringComparison.Ordinal)));
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Five_thousand_files_are_sent(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("COPY many /many", "RUN find /many -type f | wc -l | sed s/^/files=/");
        for (var index = 0; index < 5000; index++)
        {
            project.WithFile($"many/{index % 50}/{index}", "x");
        }

        await project.BuildAsync();

        Assert.Contains("files=5000", project.Output);
        Assert.True((await project.BuildAsync()).UpToDate);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_rebuild_leaves_the_replaced_image_as_docker_does_and_cleaning_removes_both(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        var first = await project.With("RUN echo 1 > /x").BuildAsync();
        var second = await project.With("RUN echo 2 > /x").BuildAsync();
        using var info = await project.Engine.InfoAsync(TestContext.Current.CancellationToken);
        // BuildKit keeps no image in the containerd image store that has lost its name to another.
        var keepsReplaced = builder == BuilderChoice.Classic || !info.RootElement.GetRawText().Contains("io.containerd.snapshotter", StringComparison.Ordinal);
        Assert.Equal(keepsReplaced, await project.FindAsync(first.ImageId) is not null);

        var report = new RecordingReport();
        var removed = await ImageClean.ExecuteAsync(project.Name, project.Built, project.Engine, report, TestContext.Current.CancellationToken);

        Assert.Equal(keepsReplaced ? 2 : 1, removed);
        Assert.Null(await project.FindAsync(first.ImageId));
        Assert.Null(await project.FindAsync(second.ImageId));
        Assert.Contains(report.Messages, m => m.Text == $"Removed the image {project.Name}:latest.");
    }
}
