using Harpoon.Engine.Context;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Context;

/// <summary>What a real engine's <c>COPY</c> finds of a context.</summary>
public sealed class HiddenDockerfileTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const string Tag = "harpoon-context-test:hidden";

    [EngineFact]
    public async Task COPY_finds_neither_the_rendered_Dockerfile_nor_an_ignore_file_that_is_not_the_users_but_finds_what_was_added()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.txt");
        folder.Write("long/" + new string('é', 90) + ".txt");
        var text = $"FROM {TestImages.Base}\nCOPY . /context\nRUN echo found: $(cd /context && ls -A) end\n";
        var dockerfile = new Dockerfile(text, Path: null, [], [new InlineFile("inline/app.conf", "text")]);

        var output = await BuildAsync(new ContextOptions(folder.Path, dockerfile));

        Assert.Contains("found: a.txt inline long end", output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task What_was_added_is_copied_though_everything_is_ignored()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".dockerignore", "*");
        folder.Write("a.txt");
        var text = $"FROM {TestImages.Base}\nCOPY inline/app.conf /context/\nRUN echo found: $(cd /context && ls -A) end\n";
        var dockerfile = new Dockerfile(text, Path: null, [], [new InlineFile("inline/app.conf", "text")]);

        var output = await BuildAsync(new ContextOptions(folder.Path, dockerfile));

        Assert.Contains("found: app.conf end", output, StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = "leaves out by the file that it gets")]
    public async Task COPY_finds_the_users_ignore_file_as_it_is()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".dockerignore", "bin\n");
        folder.Write("a.txt");
        folder.Write("bin/b.txt");
        var text = $"FROM {TestImages.Base}\nCOPY . /context\nRUN echo found: $(cd /context && ls -A && cat .dockerignore) end\n";

        var output = await BuildAsync(new ContextOptions(folder.Path, new Dockerfile(text, Path: null, [], [])));

        Assert.Contains("found: .dockerignore a.txt bin end", output, StringComparison.Ordinal);
    }

    private async Task<string> BuildAsync(ContextOptions options)
    {
        var engine = await fixture.EngineAsync();
        var context = (options with { IsFilteredAgain = !engine.Capabilities.UsesContextAsSent }).Scan();
        using var tar = new MemoryStream();
        await using (var writing = context.OpenTar(TestContext.Current.CancellationToken))
        {
            await writing.Stream.CopyToAsync(tar, TestContext.Current.CancellationToken);
        }

        var query = new Dictionary<string, string> { ["dockerfile"] = context.DockerfileName, ["t"] = Tag, ["nocache"] = "1", ["rm"] = "1", ["forcerm"] = "1" };
        var output = await RawBuild.AnswerAsync(engine, [.. query], () => new MemoryStream(tar.ToArray()));
        await engine.Images.RemoveAsync(Tag, false, TestContext.Current.CancellationToken);
        return output;
    }
}
