using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Consoles;
using Harpoon.Engine.Runs.Development;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Terminal.Launch;
using Harpoon.Terminal.Reports;
using Harpoon.Terminal.Signals;
using Harpoon.Terminal.Terminals;

namespace Harpoon.Terminal;

/// <summary>A deferred run, done at the user's terminal: the same work as a build's, seen by its user.</summary>
internal sealed class TerminalRun(
    DeferredRun deferred, string[] arguments, UserTerminal terminal, SignalWatch signals, StandardErrorReport report)
{
    private readonly Stream _output = StandardStreams.OpenOutput();
    private readonly HostEnvironment _host = HostEnvironment.OfProcess(Path.GetDirectoryName(deferred.Project)!) with
    {
        NamedFiles = new NamedFiles(new PipeContents(), signals.Token) { Waiting = sentence => report.Message(MessageLevel.High, sentence) },
    };

    /// <summary>Builds the image where that was deferred too, and runs it.</summary>
    /// <returns>The container's exit code.</returns>
    public async Task<int> ExecuteAsync()
    {
        await using var engine = await EngineConnector.ConnectAsync(deferred.Endpoint, _host, report, signals.Token);
        var image = await BuildAsync(engine);
        var written = deferred.WithInheritedValues(_host);
        var run = new RunContext(Options(written.Options, image), engine, _host, report) { Console = Console() };
        if (deferred.Shell is { } shell)
        {
            foreach (var line in shell.Greeting)
            {
                report.Message(MessageLevel.High, line);
            }

            run = run with { Prepare = (id, token) => ShellFiles.PutAsync(deferred, engine, id, report, token) };
        }

        var outcome = await RunWithServices.ExecuteAsync(run, ServiceGraph.Of(written.Services), Owner(), signals.Token);
        terminal.Restore();
        report.Errors([.. outcome.CopyOut.Failures]);
        if (outcome.Failure is { } failure)
        {
            report.Errors([failure]);
        }

        return outcome.ExitCode;
    }

    /// <summary>The image's name, and its id where it was built.</summary>
    private async Task<(string Name, string? Id)> BuildAsync(IEngine engine)
    {
        if (deferred.BuildFile is not { } file)
        {
            return (deferred.Options.Image, deferred.Options.ImageId);
        }

        var options = DeferredFile.ReadBuild(file).Options;
        var shells = new StepShells(deferred.Project, deferred.Endpoint, _host.FullPath(options.IntermediateDirectory));
        var outcome = await shells.OfferIfKeptAsync(() => BuildAsync(options, engine), engine, report, signals.Token);
        return (outcome.Tags[0], outcome.ImageId);
    }

    private async Task<ImageBuildOutcome> BuildAsync(ImageBuildOptions options, IEngine engine)
    {
        if (options.Remote is null)
        {
            return await ImageBuild.ExecuteAsync(options, engine, _host, report, signals.Token);
        }

        await using var builder = await new BuilderConnector(deferred.Endpoint, _host, report) { Connected = engine }.ConnectAsync(options, signals.Token);
        return await ImageBuild.ExecuteAsync(options, builder, _host, report, signals.Token);
    }

    private bool HasTerminal => deferred.Tty ?? terminal.IsInteractive;

    private ServiceOwner? Owner() =>
        deferred.Options.Project is { } label ? ServiceOwner.Of(deferred.Project, label, _host) : null;

    private ContainerRunOptions Options(ContainerRunOptions written, (string Name, string? Id) image)
    {
        var profile = deferred.Shell is null ? LaunchProfile.Of(deferred.Project, _host) : null;
        var options = LaunchedOptions.Of(written, profile, () => DeveloperCertificate.Find(_host) is not null, report);
        var container = options.Container with
        {
            Image = image.Name,
            // As dotnet run has it: those of the profile count where the command line has none.
            Command = [.. options.Container.Command, .. arguments is [] ? profile?.Arguments.AsEnumerable() ?? [] : arguments],
            Tty = HasTerminal,
            TerminalSize = HasTerminal ? Screen.Size() : null,
            StopTimeout = WatchedStop.Of(options.StopTimeout, _host),
        };
        return options with
        {
            Container = container,
            ImageId = image.Id,
            // What a program ends with is for its user to read, as with any 'dotnet run': a shell that ends with 1 is no error here.
            IgnoreExitCode = true,
        };
    }

    private RunConsole Console() => new(_output, StandardStreams.OpenError())
    {
        Input = terminal.OpenInput(),
        Events = signals.Events,
        Attached = Attach,
    };

    private void Attach()
    {
        if (HasTerminal)
        {
            terminal.EnterRawMode();
        }

        signals.Relay(HasTerminal);
        if (HasTerminal)
        {
            ApplicationMode.Leave(_host, _output);
        }
    }
}
