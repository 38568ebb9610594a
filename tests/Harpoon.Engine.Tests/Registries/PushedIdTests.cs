using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Builds;

namespace Harpoon.Engine.Tests.Registries;

/// <summary>A name that another build takes around its push: engines push by name alone.</summary>
public sealed class PushedIdTests : IAsyncDisposable
{
    private const string Own = "sha256:own";
    private const string Other = "sha256:other";

    private static readonly ImageReference Name = ImageReference.Parse("registry.example.com/app:1");

    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public PushedIdTests()
    {
        foreach (var id in (string[])[Own, Other])
        {
            _engine.Known[id] = new ImageDetails(id, [], 1);
        }

        Take(Own);
    }

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Fact]
    public async Task A_name_that_still_is_the_images_is_pushed_once()
    {
        Assert.Equal($"{Own}-pushed", await PushAsync(Own));

        Assert.Equal([Own], _engine.Pushed);
        Assert.Empty(_project.Report.Warnings);
    }

    [Fact]
    public async Task A_name_that_was_taken_before_is_given_back_with_a_warning()
    {
        Take(Other);

        Assert.Equal($"{Own}-pushed", await PushAsync(Own));

        Assert.Equal([Own], _engine.Pushed);
        Assert.Equal("HRP3072", Assert.Single(_project.Report.Warnings).Code);
    }

    [Fact]
    public async Task A_name_that_is_taken_at_the_last_moment_is_pushed_again()
    {
        _engine.BeforePush = engine =>
        {
            if (engine.Pushed.Count == 0)
            {
                Take(Other);
            }
        };

        Assert.Equal($"{Own}-pushed", await PushAsync(Own));

        Assert.Equal([Other, Own], _engine.Pushed);
    }

    [Fact]
    public async Task A_name_that_is_taken_when_the_engine_has_looked_it_up_is_not_pushed_again()
    {
        _engine.AfterPush = _ => Take(Other);

        Assert.Equal($"{Own}-pushed", await PushAsync(Own));

        Assert.Equal([Own], _engine.Pushed);
    }

    [Fact]
    public async Task A_name_that_is_taken_each_time_is_an_error()
    {
        _engine.BeforePush = _ => Take(Other);

        var error = await Assert.ThrowsAsync<HarpoonException>(() => PushAsync(Own));

        Assert.Equal("HRP3071", Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public async Task An_image_that_is_gone_is_not_replaced_by_what_has_its_name()
    {
        Take(Other);
        _engine.Known.Remove(Own);

        var error = await Assert.ThrowsAsync<HarpoonException>(() => PushAsync(Own));

        Assert.Equal("HRP5007", Assert.Single(error.Diagnostics).Code);
        Assert.Empty(_engine.Pushed);
    }

    [Fact]
    public async Task Without_an_id_a_name_is_what_it_stands_for()
    {
        Take(Other);

        Assert.Equal($"{Other}-pushed", await PushAsync(imageId: null));

        Assert.Empty(_project.Report.Warnings);
    }

    private void Take(string id) => _engine.Known[Name.ToString()] = _engine.Known[id];

    private async Task<string> PushAsync(string? imageId) => (await ImagePush.ExecuteAsync(
        new PushRequest([Name], imageId, []), _engine, _project.Host, _project.Report, TestContext.Current.CancellationToken)).Single().Digest;
}
