using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Graphs;
using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.References;

/// <summary>Describes a project's image for a graph: what it is built on, and whether it is up to date. Nothing is built.</summary>
/// <param name="engine">The build that the task runs in.</param>
/// <param name="endpoint">What distinguishes the engine from others.</param>
/// <param name="connect">Connects to the engine.</param>
/// <param name="host">This machine.</param>
internal sealed class ImageDescription(IBuildEngine engine, string endpoint, Func<CancellationToken, Task<IEngine>> connect, HostEnvironment host)
{
    private const string Unreached = "HRP10";

    /// <param name="project">The project's full path.</param>
    /// <param name="options">What its build is given.</param>
    /// <param name="references">The projects that it names.</param>
    /// <param name="publishes">Whether an application is published before the build.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="HarpoonException">What the project says can't be built.</exception>
    public async Task<ITaskItem> ItemAsync(string project, ImageBuildOptions options, ITaskItem[] references, bool publishes, CancellationToken cancellationToken)
    {
        GraphProject[] others = [.. references.Select(GraphItem.Read)];
        var (known, why) = await ConnectedAsync(cancellationToken);
        if (known is null)
        {
            var forecast = ImageForecast.WithoutEngine(options, host);
            return GraphItem.Of(new GraphProject(project) { Tags = forecast.Tags, Links = forecast.Links, State = GraphState.Unknown, NoEngine = why }, imageId: null);
        }

        await using (known)
        {
            var forecast = await ImageBuild.ForecastAsync(options, known, host, cancellationToken);
            return GraphItem.Of(GraphProject.Of(project, forecast, others, publishes), forecast.ImageId);
        }
    }

    /// <summary>A project without an image, or whose Dockerfile comes with the build.</summary>
    public static ITaskItem WithoutImage(string project, GraphState state) =>
        GraphItem.Of(new GraphProject(project) { State = state, Reason = state == GraphState.Unknown ? "until a target of the project brings its Dockerfile" : null }, imageId: null);

    /// <summary>To look for an engine that is not there may take long: one project does it for all.</summary>
    private async Task<(IEngine? Engine, string? WhyNot)> ConnectedAsync(CancellationToken cancellationToken)
    {
        var key = $"Harpoon: no engine at {endpoint}";
        var build = engine as IBuildEngine4;
        if (build?.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) is string known)
        {
            return (null, known);
        }

        try
        {
            return (await connect(cancellationToken), null);
        }
        catch (HarpoonException e) when (e.Diagnostics.All(diagnostic => diagnostic.Code.StartsWith(Unreached, StringComparison.Ordinal)))
        {
            var why = e.Diagnostics[0].Text.ReplaceLineEndings("\n").Split('\n')[0];
            build?.RegisterTaskObject(key, why, RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
            return (null, why);
        }
    }
}
