using System.Text;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>
/// Sessions as Docker 29.2 has them. The engines here have that service behind an upgrade alone, so each connection is upgraded first; what follows is the same.
/// </summary>
[Trait("Tier", "Smoke")]
public sealed class ControlSessionTests
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_newer_engine_is_called_over_HTTP_2()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("COPY a.txt /", "RUN cat /a.txt").WithFile("a.txt", project.Name + "\n");
        await using var engine = new NewerEngine(project.Engine, UpgradeAsync);

        await project.BuildAsync(engine);

        Assert.Contains(project.Name, project.Output);
        Assert.Equal(2, engine.Connections);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Where_HTTP_2_is_refused_the_older_way_is_taken()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("COPY a.txt /", "RUN cat /a.txt").WithFile("a.txt", project.Name + "\n");
        await using var engine = new NewerEngine(project.Engine, (_, _) => Task.CompletedTask);

        await project.BuildAsync(engine);

        Assert.Contains(project.Name, project.Output);
        Assert.Equal(3, engine.Connections);
    }

    private static async Task UpgradeAsync(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("POST /grpc HTTP/1.1\r\nHost: docker\r\nConnection: Upgrade\r\nUpgrade: h2c\r\nContent-Length: 0\r\n\r\n"), cancellationToken);
        Assert.StartsWith("HTTP/1.1 101 ", await ScriptedServer.ReadHeadAsync(stream, cancellationToken), StringComparison.Ordinal);
    }
}
