using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

public sealed class UpToDateEngineTests : IAsyncDisposable
{
    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task The_engine_that_has_the_image_is_not_asked_to_build_it()
    {
        await _project.BuildAsync(_engine);

        Assert.True((await _project.BuildAsync(_engine)).UpToDate);
        Assert.Single(_engine.Builds);
    }

    [Fact]
    public async Task A_question_that_the_engine_fails_at_is_asked_again()
    {
        await _project.BuildAsync(_engine);
        _engine.Failures = 3;

        Assert.True((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task An_engine_that_fails_at_it_each_time_builds()
    {
        await _project.BuildAsync(_engine);
        _engine.WhileBuilding = engine => engine.Failures = 0;
        _engine.Failures = 1000;

        Assert.False((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task Another_engine_at_the_same_address_builds_again()
    {
        await _project.BuildAsync(_engine);

        Assert.False((await _project.BuildAsync(new FakeEngine())).UpToDate);
    }

    [Fact]
    public async Task Another_address_builds_again_whatever_is_there()
    {
        await _project.BuildAsync(_engine);
        var other = new FakeEngine { Endpoint = new Endpoint(new Uri("tcp://other:1"), "test") };
        foreach (var (name, image) in _engine.Known)
        {
            other.Known[name] = image;
        }

        Assert.False((await _project.BuildAsync(other)).UpToDate);
    }

    [Theory]
    [InlineData("base")]
    [InlineData("app:latest")]
    public async Task Another_image_under_a_name_builds_again(string name)
    {
        await _project.BuildAsync(_engine);
        _engine.Known[name] = new ImageDetails("sha256:other", [], 1);

        Assert.False((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task A_base_image_that_changes_during_the_build_leaves_no_stamp()
    {
        _engine.WhileBuilding = engine => engine.Known["base"] = new ImageDetails("sha256:newer", [], 1);
        await _project.BuildAsync(_engine);

        _engine.WhileBuilding = _ => { };
        Assert.False((await _project.BuildAsync(_engine)).UpToDate);
        Assert.True((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task A_file_that_changes_during_the_build_leaves_no_stamp()
    {
        _engine.WhileBuilding = _ => File.WriteAllText(_project.Path("late.txt"), "");
        await _project.BuildAsync(_engine);
        Assert.False(File.Exists(_project.Path("obj/harpoon/app-latest.stamp")));

        _engine.WhileBuilding = _ => { };
        Assert.False((await _project.BuildAsync(_engine)).UpToDate);
        Assert.True((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task A_base_image_that_the_build_pulls_is_known_afterwards()
    {
        _engine.Known.Remove("base");
        _engine.WhileBuilding = engine => engine.Known["base"] = new ImageDetails("sha256:pulled", [], 1);
        _project.Options = _project.Options with { Lines = [new("FROM base"), new("CMD x")] };
        await _project.BuildAsync(_engine);

        Assert.True((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task A_failed_build_leaves_the_last_good_ones_stamp_true()
    {
        await _project.BuildAsync(_engine);
        var lines = _project.Options.Lines;
        _project.Options = _project.Options with { Lines = lines.Add(new("RUN false")) };
        _engine.WhileBuilding = engine => engine.Known["app:latest"] = engine.Known["sha256:built"];
        _engine.Answer = () => FakeEngine.Text("{\"error\":\"failed\"}");
        await _project.FailAsync(_engine);

        _project.Options = _project.Options with { Lines = lines };

        Assert.True((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task What_is_fetched_from_elsewhere_builds_always()
    {
        _project.Options = _project.Options with { Lines = [new("FROM base"), new("ADD https://example.org/x /x")] };
        await _project.BuildAsync(_engine);

        Assert.False((await _project.BuildAsync(_engine)).UpToDate);
    }

    [Fact]
    public async Task The_reason_of_a_build_is_reported()
    {
        await _project.BuildAsync(_engine);
        await File.WriteAllTextAsync(_project.Path("new.txt"), "", TestContext.Current.CancellationToken);
        await _project.BuildAsync(_engine);

        Assert.Contains(_project.Report.Messages, m => m.Text == "Building app:latest, because no earlier build of it is known here.");
        Assert.Contains(_project.Report.Messages, m => m.Text == "Building app:latest, because new.txt has changed in its context.");
    }
}
