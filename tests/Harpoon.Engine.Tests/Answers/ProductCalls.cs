using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Services.Up;
using Harpoon.Engine.Services.Waits;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>What the targets do with an engine; each gives what it makes known of it.</summary>
/// <param name="folder">A folder of its own.</param>
/// <param name="engine">The engine.</param>
/// <param name="report">Is given its messages.</param>
/// <param name="cancellationToken">Ends it, which is an error of the test.</param>
internal sealed class ProductCalls(string folder, IEngine engine, RecordingReport report, CancellationToken cancellationToken)
{
    public static readonly ImmutableArray<string> All = ["info", "run", "serviced run", "classic build", "BuildKit build", "pull", "push", "up and down", "clean", "the rest"];

    private HostEnvironment Host { get; } = HostOf(folder);

    private ServiceFiles Files => new(Path.Combine(folder, "services.json"), Path.Combine(folder, "lock"));

    private ServiceOwner Owner => ServiceOwner.Of(Path.Combine(folder, "Shop.csproj"), "answers", Host);

    private static ContainerRunOptions Command => new(HealthyEngine.Base) { Command = "x" };

    private static ServiceGraph Services => ServiceGraph.Of(
        [new Service("db", Command) { Waits = [WaitConditionParser.Parse("command:true"), WaitConditionParser.Parse("log:hello")], WaitTimeout = TimeSpan.FromSeconds(10) }]);

    public static HostEnvironment HostOf(string folder) => new(_ => null, folder, folder);

    public Task<string> DoAsync(string name) => name switch
    {
        "info" => InfoAsync(),
        "run" => RunAsync(),
        "serviced run" => RunServicedAsync(),
        "classic build" => BuildAsync(BuilderChoice.Classic),
        "BuildKit build" => BuildAsync(BuilderChoice.BuildKit),
        "pull" => PullAsync(),
        "push" => PushAsync(),
        "up and down" => UpAndDownAsync(),
        "clean" => CleanAsync(),
        _ => DoTheRestAsync(),
    };

    private async Task<string> InfoAsync() => (await EngineInformation.OfAsync(engine, cancellationToken)).Json;

    private async Task<string> RunAsync()
    {
        var options = Command.With(container => container with { Network = "shared" }) with { CopyOut = [new CopyOutItem("/r", folder)] };
        return Describe(await ContainerRun.ExecuteAsync(new RunContext(options, engine, Host, report), cancellationToken));
    }

    private async Task<string> RunServicedAsync() =>
        Describe(await RunWithServices.ExecuteAsync(new RunContext(Command, engine, Host, report), Services, owner: null, cancellationToken));

    private string Describe(ContainerRunOutcome outcome)
    {
        var failures = outcome.CopyOut.Failures;
        return outcome.Failure is { } failure ? throw new HarpoonException(failure)
            : failures.IsEmpty ? $"{outcome.ExitCode}, {string.Join('|', report.Lines.Select(line => line.Text))}, {outcome.CopyOut.Files.Length} files"
            : throw new HarpoonException(failures);
    }

    private async Task<string> BuildAsync(BuilderChoice builder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "f"), new string('x', 100_000), cancellationToken);
        var options = new ImageBuildOptions("built", "answers", "obj")
        {
            Builder = builder,
            Lines = [new DockerfileLine("FROM base", null, null), new DockerfileLine("COPY f /f", null, null)],
        };
        var outcome = await ImageBuild.ExecuteAsync(options, engine, Host, report, cancellationToken);
        return $"{outcome.ImageId}, {string.Join(' ', outcome.Tags)}";
    }

    private async Task<string> PullAsync()
    {
        var pulled = (await ImagePulls.ExecuteAsync([new PullRequest("pulled:1", null, [])], engine, Host, report, cancellationToken)).Single();
        return $"{pulled.Id}, {pulled.Digest}";
    }

    private async Task<string> PushAsync()
    {
        var pushed = (await ImagePush.ExecuteAsync(new PushRequest([ImageReference.Parse("base:latest")], null, []), engine, Host, report, cancellationToken)).Single();
        return $"{pushed.Digest}";
    }

    private async Task<string> UpAndDownAsync()
    {
        var addresses = await ServicesUp.ExecuteAsync(Owner, Services, Files, engine, Host, report, cancellationToken);
        return $"{addresses.Length} addresses, {await ServicesDown.ExecuteAsync(Owner, Files, engine, report, cancellationToken)} down";
    }

    private async Task<string> CleanAsync()
    {
        await engine.Images.TagAsync(HealthyEngine.Base, ImageReference.Parse("tagged:1"), cancellationToken);
        await ContainerClean.ExecuteAsync(Owner, engine, report, cancellationToken);
        var images = await engine.Images.ListAsync("harpoon.project=answers", cancellationToken);
        foreach (var image in images)
        {
            await engine.Images.RemoveAsync(image.Id, force: true, cancellationToken);
        }

        return $"{images.Count} images";
    }

    private async Task<string> DoTheRestAsync()
    {
        var id = (await engine.Containers.CreateAsync(new ContainerSpec("base"), cancellationToken)).Id;
        await engine.Containers.RenameAsync(id, "renamed", cancellationToken);
        await engine.Containers.StartAsync(id, cancellationToken);
        await engine.Containers.StopAsync(id, TimeSpan.Zero, cancellationToken);
        await engine.Containers.KillAsync(id, cancellationToken);
        await engine.Containers.RemoveAsync(id, cancellationToken);
        var network = await engine.Networks.CreateAsync("net", new Dictionary<string, string>(), cancellationToken);
        await engine.Networks.RemoveAsync(network, cancellationToken);
        return "done";
    }
}
