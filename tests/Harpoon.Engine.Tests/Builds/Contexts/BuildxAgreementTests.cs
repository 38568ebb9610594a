using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Contexts;

/// <summary>What named contexts bring into an image is what <c>buildx build --build-context</c> brings, entry by entry; and where one fails, so does the other.</summary>
public sealed class BuildxAgreementTests
{
    private const string Image = "docker-image://harpoon-test-base";

    [EngineTheory(NotOnPodman = PodmanLacks.BuildKit)]
    [InlineData("FROM scratch\nCOPY --from=shared . /", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared sub /sub\nCOPY --from=shared *.txt /txt/", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared link /link", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared /sub/../a.txt /", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared ignored.log /", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared missing /", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared .dockerignore /", "shared=folder")]
    [InlineData("FROM shared\nCOPY a.txt /main.txt", "shared=folder")]
    [InlineData("FROM shared AS one\nFROM scratch\nCOPY --from=one /sub /", "shared=folder")]
    [InlineData("FROM scratch AS shared\nCOPY missing /\nFROM scratch\nCOPY --from=shared a.txt /", "shared=folder")]
    [InlineData("FROM scratch AS one\nCOPY a.txt /one.txt\nFROM scratch\nCOPY --from=0 one.txt /\nCOPY --from=shared a.txt /", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=fish/shared:1 . /", "fish/shared:1=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared:latest a.txt /", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=shared a.txt /", "docker.io/library/shared:latest=folder")]
    [InlineData("FROM scratch\nCOPY --from=dockerfile a.txt /", "dockerfile=folder")]
    [InlineData("FROM tools AS t\nRUN echo made > /made && touch -t 200001010000 /made\nFROM scratch\nCOPY --from=t /made /", "tools=image")]
    [InlineData("FROM scratch\nCOPY --from=tools bin/busybox /", "tools=image")]
    [InlineData("FROM no.example.com/x:1 AS t\nRUN ls / > /made && touch -t 200001010000 /made\nFROM scratch\nCOPY --from=t /made /", "no.example.com/x:1=image")]
    [InlineData("ARG B=tools\nFROM $B AS t\nFROM scratch\nCOPY --from=t bin/busybox /", "tools=image")]
    [InlineData("FROM tools AS t\nRUN --mount=from=shared,target=/s cat /s/a.txt /s/sub/b.txt > /made && ls -a /s >> /made && touch -t 200001010000 /made\nFROM scratch\nCOPY --from=t /made /", "tools=image shared=folder")]
    [InlineData("FROM tools AS t\nRUN --mount=type=bind,from=shared,source=sub,target=/s ls /s > /made && touch -t 200001010000 /made\nFROM scratch\nCOPY --from=t /made /", "tools=image shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=one a.txt /1\nCOPY --from=two a.txt /2\nCOPY a.txt /3", "one=folder two=other")]
    [InlineData("FROM scratch AS one\nONBUILD COPY --from=shared a.txt /\nFROM one", "shared=folder")]
    [InlineData("FROM shared\nCOPY --from=shared a.txt /again.txt\nCOPY --from=shared sub /again", "shared=folder")]
    [InlineData("FROM scratch\nCOPY --from=tools bin/missing /", "tools=image")]
    public async Task An_image_has_the_same_files(string dockerfile, string contexts)
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        Write(project);
        ImmutableArray<NamedContext> named = [.. contexts.Split(' ').Select(text => Named(text, project))];
        project.WithAll(dockerfile.Split('\n')).WithOptions(o => o with { NamedContexts = named, Context = project.Path("main"), NoCache = true, Always = true });
        using var docker = new BuildKitCommand();

        // containerd's store finds an image without a name by no id.
        var other = $"{project.Name}-docker";

        var (ours, error) = await BuildAsync(project);
        var (theirs, words) = await docker.BuildAsync(
            project.Path("main"), string.Join('\n', project.Options.Lines.Select(line => line.Text)) + "\n", ["--provenance=false", "-t", other, .. named.SelectMany(context => new[] { "--build-context", $"{context.Name}={context.Source}" })]);
        try
        {
            Assert.True((ours is null) == (theirs is null), $"Harpoon: {error ?? "built"}; docker: {(theirs is null ? words : "built")}");
            if (ours is not null)
            {
                Assert.Equal(await ImageFiles.ReadAsync(project.Engine, other), await ImageFiles.ReadAsync(project.Engine, ours));
            }
        }
        finally
        {
            if (theirs is not null)
            {
                await project.Engine.Images.RemoveAsync(other, force: true, CancellationToken.None);
            }
        }
    }

    private static NamedContext Named(string text, BuildProject project) => text.Split('=') switch
    {
        [var name, "image"] => new(name, Image),
        [var name, var folder] => new(name, project.Path(folder)),
        _ => throw new ArgumentException(text),
    };

    private static void Write(BuildProject project)
    {
        project.WithFile("main/a.txt", "main").WithFile("main/ignored.log", "main").WithFile("other/a.txt", "other")
            .WithFile("folder/a.txt", "a").WithFile("folder/sub/b.txt", "b").WithFile("folder/sub/deep/c.txt", "c").WithFile("folder/ignored.log", "log")
            .WithFile("folder/sub/ignored.log", "log").WithFile("folder/kept.log", "log").WithFile("folder/.dockerignore", "**/*.log\n!kept.log\n");
        File.CreateSymbolicLink(project.Path("folder/link"), "sub/b.txt");
    }

    private static async Task<(string? ImageId, string? Error)> BuildAsync(BuildProject project)
    {
        try
        {
            return ((await project.BuildAsync()).ImageId, null);
        }
        catch (HarpoonException failure)
        {
            return (null, failure.Message);
        }
    }
}
