using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

/// <summary>A forecast says what the build then does, and does nothing itself.</summary>
public sealed class ForecastTests : IAsyncDisposable
{
    private const string BaseId = "sha256:1111111111111111111111111111111111111111111111111111111111111111";

    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    public static TheoryData<string> Changes => ["nothing", "first", "file", "line", "base", "tag", "pull", "always"];

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Its_reason_is_that_of_the_build(string change)
    {
        WriteFile("a");
        if (change != "first")
        {
            await _project.BuildAsync(_engine);
        }

        Change(change);
        var forecast = await ForecastAsync();
        _project.Report.Messages.Clear();
        var outcome = await _project.BuildAsync(_engine);

        Assert.Equal(outcome.UpToDate, forecast.Reason is null);
        Assert.Equal(change == "nothing", outcome.UpToDate);
        Assert.True(outcome.UpToDate || _project.Report.Messages.Any(message => message.Text == $"Building app:latest, because {forecast.Reason}."), forecast.Reason);
    }

    [Fact]
    public async Task It_writes_nothing_and_builds_nothing()
    {
        var forecast = await ForecastAsync();

        Assert.Equal("no earlier build of it is known here", forecast.Reason);
        Assert.Null(forecast.ImageId);
        Assert.Empty(_engine.Builds);
        Assert.Empty(Directory.GetFileSystemEntries(_project.Path(".")));
    }

    [Fact]
    public async Task What_others_compare_with_is_the_last_image_while_the_engine_has_it()
    {
        var built = await _project.BuildAsync(_engine);
        WriteFile("a");

        Assert.Equal(built.ImageId, (await ForecastAsync()).ImageId);
        _engine.Known.Remove(built.ImageId);
        Assert.Null((await ForecastAsync()).ImageId);
    }

    [Fact]
    public async Task An_image_of_another_project_is_compared_by_its_id()
    {
        _engine.Known[BaseId] = new ImageDetails(BaseId, [], 1);
        With(BaseId, "FROM other", "COPY --from=other /a /");

        var forecast = await ForecastAsync();

        Assert.Equal([Other(ImageLink.From), Other(ImageLink.Copy)], forecast.Links);
        Assert.Equal("no earlier build of it is known here", forecast.Reason);
    }

    [Fact]
    public async Task A_reason_names_the_project_whose_image_has_triggers()
    {
        _engine.Known[BaseId] = new ImageDetails(BaseId, [], 1) { HasTriggers = true };
        With(BaseId, "FROM other");
        await _project.BuildAsync(_engine);

        Assert.Equal($"the image of {_project.Path("other.proj")} has ONBUILD instructions", (await ForecastAsync()).Reason);
    }

    [Fact]
    public async Task Of_one_that_is_not_there_yet_nothing_is_asked()
    {
        With(id: null, "FROM other", "COPY . /");

        var forecast = await ForecastAsync();

        Assert.Equal([Other(ImageLink.From)], forecast.Links);
        Assert.Equal("no earlier build of it is known here", forecast.Reason);
    }

    [Fact]
    public void Without_an_engine_it_has_all_but_the_reason()
    {
        With(id: null, "ARG V=1", "FROM base:$V AS one", "COPY --from=tools /x /", "RUN --mount=from=other,target=/o true", "FROM scratch", "COPY --from=one /x /", "COPY --from=$NONE /x /");

        var forecast = ImageForecast.WithoutEngine(_project.Options, _project.Host);

        Assert.Equal(["app:latest"], forecast.Tags);
        Assert.Equal([new ImageLink(ImageLink.From, "base:1"), new ImageLink(ImageLink.Copy, "tools"), Other(ImageLink.Mount), new ImageLink(ImageLink.Copy, "$NONE")], forecast.Links);
        Assert.Null(forecast.Reason);
    }

    private ImageLink Other(string how) => new(how, _project.Path("other.proj")) { IsProject = true };

    private void With(string? id, params string[] lines) => _project.Options = _project.Options with
    {
        Lines = [.. lines.Select(line => new DockerfileLine(line))],
        NamedContexts = [new NamedContext("other", _project.Path("other.proj")) { IsProject = true, ImageId = id }],
    };

    private Task<ImageForecast> ForecastAsync() => ImageBuild.ForecastAsync(_project.Options, _engine, _project.Host, TestContext.Current.CancellationToken);

    private void WriteFile(string text) => File.WriteAllText(_project.Path("a.txt"), text);

    private void Change(string what)
    {
        switch (what)
        {
            case "file":
                WriteFile("b, which is longer");
                break;
            case "line":
                _project.Options = _project.Options with { Lines = [.. _project.Options.Lines, new DockerfileLine("ENV A=b")] };
                break;
            case "base":
                _engine.Known["base"] = new ImageDetails("sha256:other", [], 1);
                break;
            case "tag":
                _engine.Known["app:latest"] = new ImageDetails("sha256:other", [], 1);
                break;
            case "pull":
                _project.Options = _project.Options with { Pull = true };
                break;
            case "always":
                _project.Options = _project.Options with { Always = true };
                break;
            default:
                break;
        }
    }
}
