using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Runs.Development;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services;
using Harpoon.Engine.Services.Spec;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>
/// <c>Exec</c> in a container: creates one, shows what it writes, waits, and removes it with its anonymous volumes. What
/// <c>Exec</c> has a parameter for has the same name and meaning here, but that no line is taken for an error unless asked.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class DockerRun : RegistryTask
{
    private TimeProvider? _clock;

    /// <summary>The image's reference or id. It is pulled where the engine lacks it.</summary>
    [Required]
    public string Image { get; set; } = string.Empty;

    /// <summary>The id of the image, where it is known: then that is what runs, whatever <see cref="Image"/> stands for by now, and nothing is pulled.</summary>
    public string? ImageId { get; set; }

    /// <summary>A shell line, run by <c>/bin/sh -c</c> in place of the image's entrypoint. Not together with <see cref="Arguments"/>.</summary>
    public string? Command { get; set; }

    /// <summary>Takes the place of the image's entrypoint: a program, or a JSON array with its first arguments. Not together with <see cref="Command"/>.</summary>
    public string? Entrypoint { get; set; }

    /// <summary>Arguments appended to the image's entrypoint, in place of its command: an item each.</summary>
    public ITaskItem[] Arguments { get; set; } = [];

    /// <summary>The folder, in the container, that the command starts in.</summary>
    public string? WorkingDirectory { get; set; }

    /// <summary>
    /// Variables: <c>NAME=value</c>, or <c>NAME</c> with <c>Value</c> metadata. <c>NAME</c> alone takes the build's own; with <c>Required</c>
    /// it is an error that the build has none, and with <c>Default</c> there is a value for that.
    /// </summary>
    public ITaskItem[] EnvironmentVariables { get; set; } = [];

    /// <summary>How long the container may run, in milliseconds. Default: as long as it likes.</summary>
    public string? Timeout { get; set; }

    /// <summary>How long it has between SIGTERM and SIGKILL, in seconds. Default: 10.</summary>
    public string? StopTimeout { get; set; }

    /// <summary>Takes any exit code for success. Default: <see langword="false"/>.</summary>
    public string? IgnoreExitCode { get; set; }

    /// <summary>The container's name. Default: one of its own, <c>harpoon-…</c>.</summary>
    public string? Name { get; set; }

    /// <summary>A user, and perhaps a group: <c>user</c>, <c>uid</c>, <c>user:group</c>, <c>uid:gid</c>; <c>host</c> is who runs the build.</summary>
    public string? User { get; set; }

    /// <summary>Ports to publish, as the docker CLI's <c>--publish</c>: <c>80</c>, <c>8080:80</c>, <c>127.0.0.1::53/udp</c>.</summary>
    public ITaskItem[] Ports { get; set; } = [];

    /// <summary>A JSON file that says where the ports are published, once they are.</summary>
    public string? PortsFile { get; set; }

    /// <summary>Volumes, as the docker CLI's <c>--volume</c>: <c>./data:/data:ro</c>, or a source with <c>TargetPath</c>, <c>Type</c> (<c>bind</c>, <c>volume</c>, <c>tmpfs</c>) and <c>ReadOnly</c> metadata.</summary>
    public ITaskItem[] Volumes { get; set; } = [];

    /// <summary>A network's name, <c>host</c>, <c>none</c> or <c>container:name</c>. One that is missing is created, and removed by the last run in it.</summary>
    public string? Network { get; set; }

    /// <summary>The names that others in <see cref="Network"/> find the container by, between <c>;</c>.</summary>
    public string[] NetworkAlias { get; set; } = [];

    /// <summary>The container's own idea of its name.</summary>
    public string? Hostname { get; set; }

    /// <summary>Further lines of its <c>/etc/hosts</c>: <c>name=address</c>, or a name with <c>Value</c> metadata.</summary>
    public ITaskItem[] ExtraHosts { get; set; } = [];

    /// <summary>Labels of the container: a name and <c>Value</c> metadata, or <c>NAME=value</c>.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>When the image is pulled: <c>missing</c> (the default), <c>always</c> or <c>never</c>.</summary>
    public string? Pull { get; set; }

    /// <summary>The platform to pull and run, as <c>linux/arm64</c>.</summary>
    public string? Platform { get; set; }

    /// <summary>The most memory: <c>512m</c>, <c>1.5g</c>.</summary>
    public string? Memory { get; set; }

    /// <summary>The most CPU time: <c>2</c>, <c>0.5</c>.</summary>
    public string? Cpus { get; set; }

    /// <summary>The most processes and threads; -1 for as many as the engine's host can have.</summary>
    public string? PidsLimit { get; set; }

    /// <summary>Capabilities that it has beside the engine's usual ones, between <c>;</c>.</summary>
    public string[] CapAdd { get; set; } = [];

    /// <summary>Capabilities that it does not have, between <c>;</c>.</summary>
    public string[] CapDrop { get; set; } = [];

    /// <summary>Devices, as the docker CLI's <c>--device</c>: <c>/dev/fuse</c>, <c>/dev/sda:/dev/xvda:r</c>.</summary>
    public ITaskItem[] Devices { get; set; } = [];

    /// <summary>GPUs, as the docker CLI's <c>--gpus</c>: <c>all</c>, <c>2</c>, <c>device=0</c>.</summary>
    public string? Gpus { get; set; }

    /// <summary>Gives the container a terminal. Default: <see langword="false"/>.</summary>
    public string? Tty { get; set; }

    /// <summary>Runs an init process that hands signals on. Default: <see langword="false"/>.</summary>
    public string? Init { get; set; }

    /// <summary>Mounts the image's files read-only. Default: <see langword="false"/>.</summary>
    public string? ReadOnly { get; set; }

    /// <summary>A file that gets every byte that the container writes.</summary>
    public string? LogFile { get; set; }

    /// <summary>Leaves the container, stopped, for someone to look into. Default: <see langword="false"/>.</summary>
    public string? Keep { get; set; }

    /// <summary>Whether the container gets the ASP.NET Core development certificate of this user. Default: with <c>dotnet run</c>, if the launch profile has an <c>https</c> address.</summary>
    public string? DevCertificate { get; set; }

    /// <summary>Whether the container gets the user secrets of <see cref="RegistryTask.UserSecretsId"/>. Default: <see langword="false"/>.</summary>
    public string? UserSecrets { get; set; }

    /// <summary>A folder with a debugger, which is mounted read-only; the settings for attaching are logged.</summary>
    public string? Debugger { get; set; }

    /// <summary>Files and folders in the container that are copied out when its command has ended, however it did, each to the folder of its <c>Destination</c> metadata.</summary>
    public ITaskItem[] CopyOut { get; set; } = [];

    /// <summary>The folder for those of <see cref="CopyOut"/> without a <c>Destination</c>. Default: the project's.</summary>
    public string? CopyOutDirectory { get; set; }

    /// <summary>Whether the parameters are read and checked, and nothing is run. Default: <see langword="false"/>.</summary>
    public bool CheckOnly { get; set; }

    /// <summary><c>$(DockerBuildOutput)</c>: with one the build makes no image, so that it is an error.</summary>
    public string? BuildOutput { get; set; }

    /// <summary>Whether the items are the project's own (<c>@(DockerRunArgument)</c> and so on), and are compared with what is written in it. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>Where the result of that comparison is kept, in a folder <c>harpoon</c>. Default: <c>obj</c>.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary><c>$(DockerImage)</c>, by which <c>DockerClean</c> knows the project's containers.</summary>
    public string? ProjectImage { get; set; }

    /// <summary>Whether the log says nothing of the command line. Default: <see langword="false"/>.</summary>
    public bool EchoOff { get; set; }

    /// <summary>The importance of standard output: <c>high</c> (the default), <c>normal</c>, <c>low</c>.</summary>
    public string? StandardOutputImportance { get; set; }

    /// <summary>The importance of standard error: <c>high</c> (the default), <c>normal</c>, <c>low</c>.</summary>
    public string? StandardErrorImportance { get; set; }

    /// <summary>Whether each line starts with the time at which it came, in UTC. Default: <see langword="false"/>.</summary>
    public string? Timestamps { get; set; }

    /// <summary>A line that matches is an error. Groups named <c>file</c>, <c>line</c>, <c>column</c>, <c>code</c> and <c>message</c> say more.</summary>
    public string? CustomErrorRegularExpression { get; set; }

    /// <summary>A line that matches is a warning, with the same groups.</summary>
    public string? CustomWarningRegularExpression { get; set; }

    /// <summary>Whether lines that look like MSBuild's errors and warnings are plain lines. Default: <see langword="true"/>, unlike <c>Exec</c>'s.</summary>
    public bool IgnoreStandardErrorWarningFormat { get; set; } = true;

    /// <summary>Whether each line of standard error is an error. Default: <see langword="false"/>.</summary>
    public bool LogStandardErrorAsError { get; set; }

    /// <summary>Whether the lines are kept for <see cref="ConsoleOutput"/>. Default: <see langword="false"/>.</summary>
    public bool ConsoleToMSBuild { get; set; }

    /// <summary>Writes down what would be run, for <c>Harpoon.Terminal</c> to run it, in place of running it. Default: <see langword="false"/>.</summary>
    public bool Defer { get; set; }

    /// <summary>The file of the deferred build whose image is run. Default: the image is there.</summary>
    public string? DeferredBuild { get; set; }

    /// <summary>Where it was written what to run.</summary>
    [Output]
    public string? DeferredFile { get; private set; }

    /// <summary>The lines written, but for empty ones, where <see cref="ConsoleToMSBuild"/> asks for them.</summary>
    [Output]
    public ITaskItem[] ConsoleOutput { get; private set; } = [];

    /// <summary>The command's exit code; -1 where it ended with 0 and wrote a line that counts as an error.</summary>
    [Output]
    public int ExitCode { get; private set; }

    /// <summary>The container's id. The container is gone unless <see cref="Keep"/> was asked for.</summary>
    [Output]
    public string? ContainerId { get; private set; }

    /// <summary>The files that were copied out, by their full paths, with their path in the container as <c>ContainerPath</c>.</summary>
    [Output]
    public ITaskItem[] CopiedFiles { get; private set; } = [];

    /// <summary>The published ports, as <c>80/tcp</c>, with <c>ContainerPort</c>, <c>Protocol</c>, <c>HostIp</c>, <c>HostPort</c> and <c>Address</c> (<c>127.0.0.1:8080</c>) metadata, and <c>Url</c> of a web application.</summary>
    [Output]
    public ITaskItem[] PublishedPorts { get; private set; } = [];

    /// <inheritdoc cref="DockerBuild.References"/>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Services that the command needs, started before it and removed after it: a name, <c>Image</c> metadata, and what else <c>@(DockerService)</c> has.</summary>
    public ITaskItem[] Services { get; set; } = [];

    private protected override bool IsDoneLater => Defer;

    private protected override bool IsOfProject => CheckItems;

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ImageNeed.Check(nameof(DockerRun), BuildOutput);
        _clock = RunParameters.Clock(this);
        if (CheckItems)
        {
            Check(Intermediate(IntermediateDirectory), FreeTextItems(), new ReceivedText("DockerRunCommand", Command ?? ""));
        }

        // A hook of DockerBuild may still write a password's file: it is read when the run needs it.
        var options = RunParameters.Parse(this, Project, Host) with { Credentials = CheckOnly ? [] : CredentialsFor(RegistryAccess.Pull) };
        var services = ServiceParameters.Parse(Services, options.Project!, Host, options.Credentials, new ReferencedImages(References, Host));
        var parameters = RunParameters.Output(this);
        if (CheckOnly)
        {
            RunWithServices.Check(options, services);
            DevelopmentRun.Check(options, Host);
            ItemMetadata.Check(FreeTextItems(), Report);
            return;
        }

        if (Defer)
        {
            DeferredFile = Engine.DotnetRun.DeferredFile.Write(Intermediate(IntermediateDirectory), Deferred(options, services.InOrder));
            return;
        }

        if (!EchoOff && (options.Command is not null || !options.Container.Command.IsEmpty))
        {
            Log.LogCommandLine(MessageImportance.High, RunCommand.Of(options));
        }

        await using var engine = await ConnectAsync(cancellationToken);
        var output = new ExecReport(Report, Log, parameters, await HostPaths.OfAsync(options, engine, cancellationToken)) { FileOfNone = FileOfNone };
        try
        {
            var owner = ServiceOwner.Of(Project, options.Project!, Host);
            Take(options, await RunWithServices.ExecuteAsync(new RunContext(options, engine, Host, output), services, owner, cancellationToken));
        }
        finally
        {
            ConsoleOutput = output.Kept;
        }
    }

    /// <summary>As with <c>Exec</c>: lines that count as errors fail the task unless the exit code is ignored.</summary>
    private protected override bool ToleratesLoggedErrors => ParameterValue.Boolean(nameof(IgnoreExitCode), IgnoreExitCode) ?? false;

    private DeferredRun Deferred(ContainerRunOptions options, ImmutableArray<Service> services) =>
        new DeferredRun(Project, EndpointOptions, options)
        {
            Services = services,
            BuildFile = ParameterValue.Text(DeferredBuild),
            Tty = ParameterValue.Boolean(nameof(Tty), Tty),
        }.WithoutInheritedValues();

    private void Take(ContainerRunOptions options, ContainerRunOutcome outcome)
    {
        ContainerId = outcome.ContainerId;
        ExitCode = outcome.ExitCode == 0 && Log.HasLoggedErrors ? -1 : outcome.ExitCode;
        PublishedPorts = [.. outcome.Ports.Select(PublishedPortItem.Of)];
        CopiedFiles = [.. outcome.CopyOut.Files.Select(CopyOutParameters.ToItem)];
        if (outcome.Failure is { } failure)
        {
            Error(failure);
        }
        else if (ExitCode == -1 && !options.IgnoreExitCode)
        {
            Error(Diagnostic.Of("HRP4018", Image, RunCommand.Of(options)));
        }

        foreach (var copyFailure in outcome.CopyOut.Failures)
        {
            Error(copyFailure);
        }

        Report.Message(MessageLevel.Low, string.Create(CultureInfo.InvariantCulture, $"{Image} ended with exit code {outcome.ExitCode}."));
    }

    private protected override LineStyle Style => base.Style with
    {
        Clock = _clock,
    };

    private ReceivedItems[] FreeTextItems() =>
    [
        new("DockerRunArgument", Arguments),
        new("DockerEnvironmentVariable", EnvironmentVariables),
        new("DockerCopyOut", CopyOut),
        new("DockerPort", Ports),
        new("DockerVolume", Volumes),
        new("DockerExtraHost", ExtraHosts),
        new("DockerRunLabel", Labels),
        new("DockerDevice", Devices),
        new("DockerService", Services),
    ];
}
