using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Client.Api.Images;

namespace Harpoon.Engine.Tests.Builds.Classic;

public sealed class ClassicBuilderTests : IAsyncDisposable
{
    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task An_answer_that_is_cut_anywhere_never_counts_as_built()
    {
        var whole = Encoding.UTF8.GetBytes(FakeEngine.Good);
        for (var length = 0; length < whole.Length - "\r\n".Length; length++)
        {
            var cut = whole[..length];
            _engine.Answer = () => new SplitStream(cut, int.MaxValue) { BreaksAtEnd = cut.Length % 2 == 0 };

            Assert.Contains(await _project.FailAsync(_engine), (string[])["HRP3005", "HRP3008"]);
        }
    }

    [Fact]
    public async Task A_tag_that_another_build_takes_meanwhile_is_a_warning_and_what_was_built_is_what_counts()
    {
        _engine.WhileBuilding = engine => engine.Known["app:latest"] = new ImageDetails("sha256:other", [], 1);

        var outcome = await _project.BuildAsync(_engine);

        Assert.Equal("sha256:built", outcome.ImageId);
        Assert.Equal("HRP3009", Assert.Single(_project.Report.Warnings).Code);

        // Its tag has to be given again.
        _engine.WhileBuilding = _ => { };
        Assert.False((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task A_tag_that_is_not_there_after_all_is_an_error()
    {
        _engine.WhileBuilding = engine => engine.Known.Remove("app:latest");

        Assert.Equal("HRP3070", await _project.FailAsync(_engine));
    }

    [Fact]
    public async Task An_image_that_is_not_there_after_all_is_an_error()
    {
        _engine.WhileBuilding = engine => engine.Known.Remove("sha256:built");

        Assert.Equal("HRP3008", await _project.FailAsync(_engine));
    }

    [Fact]
    public async Task An_error_before_the_first_step_is_the_engines_refusal()
    {
        _engine.Answer = () => FakeEngine.Text("{\"error\":\"no space left on device\"}");

        Assert.Equal("HRP3007", await _project.FailAsync(_engine));
    }

    [Fact]
    public async Task An_error_after_the_id_fails_the_build()
    {
        _engine.Answer = () => FakeEngine.Text(FakeEngine.Good + "{\"error\":\"could not tag\"}");

        Assert.Equal("HRP3006", await _project.FailAsync(_engine));
    }

    [Fact]
    public async Task Each_property_is_in_the_query()
    {
        _project.Options = _project.Options with
        {
            Tags = "1;2", Target = "0", Platform = "linux/amd64", Network = "none", Pull = true, NoCache = true,
            Arguments = [new("A", "1"), new("B")], CacheFrom = [new("x:1"), new("y")],
            Labels = ImmutableDictionary<string, string>.Empty.Add("z", "\"").Add("a", "b"),
        };

        await _project.BuildAsync(_engine);

        var query = Assert.Single(_engine.Builds).Select(pair => $"{pair.Key}={pair.Value}");
        Assert.Equal(
            [
                "version=1", "rm=1", "forcerm=1", "dockerfile=.harpoon.dockerfile", "t=app:1", "t=app:2", "target=0", "platform=linux/amd64",
                "networkmode=none", "pull=1", "nocache=1", """buildargs={"A":"1","B":null}""",
                """labels={"a":"b","harpoon.project":"label","z":"\u0022"}""", """cachefrom=["x:1","y"]""",
            ],
            query);
    }

    [Fact]
    public async Task What_is_not_set_is_not_sent()
    {
        await _project.BuildAsync(_engine);

        Assert.Equal(
            ["version", "rm", "forcerm", "dockerfile", "t", "labels"],
            Assert.Single(_engine.Builds).Select(pair => pair.Key));
    }
}
