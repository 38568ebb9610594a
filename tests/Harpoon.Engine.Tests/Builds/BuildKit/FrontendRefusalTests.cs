using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class FrontendRefusalTests
{
    [Theory]
    [InlineData("1.41", "", new[] { 2, 5 })]
    [InlineData("1.42", "", new int[0])]
    [InlineData("1.41", "# syntax=docker/dockerfile:1\n", new int[0])]
    public void What_is_newer_than_the_engines_own_syntax_is_refused_at_each_line(string apiVersion, string directive, int[] lines)
    {
        var options = new ImageBuildOptions("app", "label", "obj")
        {
            Text = directive + "FROM base\nRUN <<EOF\ntrue\nEOF\nCOPY --link a /\nRUN --mount=type=cache,target=/c true",
            TextLocation = new SourceLocation("App.csproj", 1, 1),
        };
        var engine = EngineCapabilities.Of(new EnginePing(Version.Parse(apiVersion), "2", "linux", IsPodman: false));

        var errors = Thrown.By(() => ImageBuildRequests.Of(
            options, new Endpoint(new Uri("unix:///x"), "test"), engine, new HostEnvironment(_ => null, "/", "/"), new RecordingReport()));

        Assert.Equal(lines.Select(line => ("HRP3019", line)), errors.Select(error => (error.Code, error.Location!.Line)));
    }
}
