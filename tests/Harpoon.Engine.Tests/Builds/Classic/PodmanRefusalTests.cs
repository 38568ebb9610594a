using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Builds.Classic;

public sealed class PodmanRefusalTests : IAsyncDisposable
{
    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData("RUN <<EOF\ntrue\nEOF", "1.28.2", "HRP3061")]
    [InlineData("COPY <<EOF /x\ntext\nEOF", "1.28.2", "HRP3061")]
    [InlineData("RUN --mount=type=bind,from=x,target=/y true", "1.28.2", "HRP3061")]
    [InlineData("RUN --network=none true", "1.28.2", "HRP3061")]
    [InlineData("RUN --mount=type=secret,id=x true", "1.28.2", "HRP3062")]
    [InlineData("RUN --mount=type=ssh true", "1.39.0", "HRP3062")]
    public async Task What_its_builder_can_t_build_is_an_error_before_anything_is_sent(string line, string buildah, string code)
    {
        On(line, buildah);

        Assert.Equal(code, await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Theory]
    [InlineData("RUN --mount=type=cache,target=/y true", "1.28.2")]
    [InlineData("RUN --mount=type=tmpfs,target=/y true", "1.28.2")]
    [InlineData("RUN --mount=target=/y true", "1.28.2")]
    [InlineData("COPY --chmod=755 Dockerfile /x", "1.28.2")]
    [InlineData("RUN <<EOF\ntrue\nEOF", "1.33.0")]
    public async Task What_its_builder_knows_is_built_though_it_is_BuildKits_elsewhere(string line, string buildah)
    {
        On(line, buildah);

        await _project.BuildAsync(_engine);

        Assert.Single(_engine.Builds);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("other")]
    public async Task A_network_that_steps_would_not_have_is_an_error(string network)
    {
        On("RUN true", "1.39.0");
        _project.Options = _project.Options with { Network = network };

        Assert.Equal("HRP3064", await _project.FailAsync(_engine));
        Assert.Empty(_engine.Builds);
    }

    [Fact]
    public async Task An_argument_without_a_value_is_not_sent_as_an_empty_one()
    {
        On("ARG A", "1.28.2");
        _project.Options = _project.Options with { Arguments = [new("A"), new("B", "b")] };

        await _project.BuildAsync(_engine);

        Assert.Contains(Assert.Single(_engine.Builds), pair => pair is { Key: "buildargs", Value: """{"B":"b"}""" });
    }

    private void On(string line, string buildah)
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.Auto, Lines = [], Text = $"FROM x\n{line}\n" };
        _engine.Ping = new EnginePing(new Version(1, 41), null, "linux", IsPodman: true) { BuildahVersion = Version.Parse(buildah) };
    }
}
