using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Classic;

/// <summary>Images that are removed while the classic builder looks for steps among them.</summary>
public sealed class LostStepTests
{
    public static TheoryData<string> Words =>
    [
        "No such image: sha256:" + Id,
        "unable to find image \\\"sha256:" + Id + "\\\"",
        "failed to export image: failed to set parent sha256:" + Id + ": unknown parent image ID sha256:" + Id,
        "failed to get digest sha256:" + Id + ": open /var/lib/docker/image/overlay2/imagedb/content/sha256/" + Id + ": no such file or directory",
    ];

    private static string Id { get; } = new('a', 64);

    [Theory]
    [MemberData(nameof(Words))]
    public async Task A_build_that_lost_a_step_to_anothers_removal_begins_again(string words)
    {
        using var project = new FakeProject();
        await using var engine = new FakeEngine();
        engine.Answer = () => FakeEngine.Text(engine.Builds.Count < 3 ? Failed(words) : FakeEngine.Good);

        await project.BuildAsync(engine);

        Assert.Equal(3, engine.Builds.Count);
        Assert.Equal(2, project.Report.Messages.Count(message => message.Text.Contains("Building app:latest again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_step_that_is_lost_each_time_fails_the_build()
    {
        using var project = new FakeProject();
        await using var engine = new FakeEngine { Answer = () => FakeEngine.Text(Failed(Words.First().Data)) };

        Assert.Equal("HRP3006", await project.FailAsync(engine));
        Assert.Equal(6, engine.Builds.Count);
    }

    [Fact]
    public async Task A_failed_command_that_says_such_words_is_not_run_again()
    {
        using var project = new FakeProject();
        await using var engine = new FakeEngine
        {
            Answer = () => FakeEngine.Text("""{"stream":"Step 1/1 : FROM base\n"}{"error":"The command 'No such image: sha256:a' returned 1","errorDetail":{"code":1,"message":"x"}}"""),
        };

        Assert.Equal("HRP3006", await project.FailAsync(engine));
        Assert.Single(engine.Builds);
    }

    [EngineFact]
    public Task Builds_of_one_base_go_on_while_images_beside_them_are_removed() => Task.WhenAll(Enumerable.Range(0, 3).Select(_ => BuildAndRemoveAsync(4)));

    /// <summary>The same lines as all others, but for the label that comes last.</summary>
    private static async Task BuildAndRemoveAsync(int times)
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        project.With("ENV LOST=step", "COPY a /a", "WORKDIR /w", "COPY b /b", "LABEL z=1", "USER 3").WithFile("a", "a").WithFile("b", "b");
        for (var time = 0; time < times; time++)
        {
            await project.BuildAsync();
            await ImageClean.ExecuteAsync(project.Name, project.Built, project.Engine, project.Report, TestContext.Current.CancellationToken);
        }
    }

    private static string Failed(string words) => $$"""{"stream":"Step 1/1 : FROM base\n"}{"error":"{{words}}"}""";
}
