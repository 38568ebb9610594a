using Harpoon.Engine.Builds.BuildKit.Exporting;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Exporting;

/// <summary>An archive that is handed on to an engine is loaded, or the build fails.</summary>
public sealed class EngineLoadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_id_is_the_digest_that_the_engine_has()
    {
        var engine = new FakeEngine { Loading = _ => """{"stream":"Loaded image: app:latest\n"}""" };
        engine.Known["sha256:config"] = new ImageDetails("sha256:config", [], 1);
        var load = new EngineLoad(engine);

        await load.ReceiveAsync(FakeEngine.Text("archive"), new Dictionary<string, string>(), Token);

        Assert.Equal("sha256:config", await load.IdAsync(["sha256:manifest", "sha256:config"], Token));
        Assert.Null(await load.IdAsync(["sha256:manifest", null], Token));
    }

    [Fact]
    public async Task What_the_engine_does_not_load_is_an_error_with_its_reason()
    {
        var load = new EngineLoad(new FakeEngine { Loading = _ => """{"error":"no space left on device"}""" });

        var error = Assert.Single(await Thrown.ByAsync(() => load.ReceiveAsync(FakeEngine.Text("archive"), new Dictionary<string, string>(), Token)));

        Assert.Equal("HRP3242", error.Code);
        Assert.Contains("no space left on device", error.Text, StringComparison.Ordinal);
        Assert.Same(load.Failure?.Diagnostics[0], error);
    }

    [Fact]
    public async Task An_archive_that_never_came_is_an_error() =>
        Assert.Equal("HRP3242", Assert.Single(await Thrown.ByAsync(() => new EngineLoad(new FakeEngine()).IdAsync(["sha256:manifest"], Token))).Code);
}
