using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Graphs;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Tasks.Ci;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Parameters.Builds;
using Harpoon.Tasks.References;
using Harpoon.Tasks.Restores;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>Builds an image and tags it, unless nothing that goes into it has changed and the engine still has it under every tag.</summary>
[MSBuildMultiThreadableTask]
public sealed class DockerBuild : RegistryTask, IDockerfileSource
{
    /// <summary>A repository or a full reference. Default: the project's name, made valid.</summary>
    public string? Image { get; set; }

    /// <summary>Tags or full references, between <c>;</c>. Default: <c>latest</c>.</summary>
    public string? Tags { get; set; }

    /// <summary>Dockerfile lines: each an instruction, with <c>Arguments</c> and <c>Content</c> metadata. Not together with another Dockerfile.</summary>
    public ITaskItem[] Lines { get; set; } = [];

    /// <summary>A Dockerfile's text. Not together with another Dockerfile.</summary>
    public string? Text { get; set; }

    /// <summary>A Dockerfile's path. Not together with another Dockerfile. Default: the file <c>Dockerfile</c> beside the project.</summary>
    public string? Dockerfile { get; set; }

    /// <summary>A Dockerfile's path that counts only where lines, text and path say nothing.</summary>
    public string? FallbackDockerfile { get; set; }

    /// <summary>The application whose image is made, if nothing else says what to build: what the .NET SDK's targets say of it, by <c>Kind</c> metadata.</summary>
    public ITaskItem[] App { get; set; } = [];

    /// <summary>Whether the items are the project's own (<c>@(DockerfileLine)</c> and so on), and are compared with what is written in it. Default: <see langword="false"/>.</summary>
    public bool CheckItems { get; set; }

    /// <summary>The folder that is the build context. Default: the Dockerfile's, or the project's.</summary>
    public string? BuildContext { get; set; }

    /// <summary>Files and folders from elsewhere that go into the context, with <c>TargetPath</c> and <c>Mode</c> metadata.</summary>
    public ITaskItem[] ContextFiles { get; set; } = [];

    /// <summary>Contexts that the Dockerfile uses by their names: a name with <c>Source</c> metadata.</summary>
    public ITaskItem[] NamedContexts { get; set; } = [];

    /// <summary>The images of other projects that <c>Project</c> metadata names: a full path each, with <c>ImageId</c> and <c>Reference</c> metadata.</summary>
    public ITaskItem[] References { get; set; } = [];

    /// <summary>Whether other images are built on this one: until the build ends it is kept, whatever becomes of its names. Default: <see langword="false"/>.</summary>
    public bool Hold { get; set; }

    /// <summary>A folder that goes into the context as <c>app/</c>.</summary>
    public string? AppFolder { get; set; }

    /// <summary>The stage to build. Default: the last.</summary>
    public string? Target { get; set; }

    /// <summary>The platform to build for, as <c>linux/arm64</c>. Default: <c>DOCKER_DEFAULT_PLATFORM</c>, or the engine's own.</summary>
    public string? Platform { get; set; }

    /// <summary>Platforms between <c>;</c>, for an image that is an index of them. Not together with another platform. Default: one platform.</summary>
    public string? Platforms { get; set; }

    /// <summary>The network of <c>RUN</c> steps. Default: the engine's.</summary>
    public string? Network { get; set; }

    /// <summary>Lines of the <c>/etc/hosts</c> of <c>RUN</c> steps: <c>name=address</c>, or <c>name</c> with <c>Value</c> metadata.</summary>
    public ITaskItem[] ExtraHosts { get; set; } = [];

    /// <summary>The size of <c>/dev/shm</c> in <c>RUN</c> steps, as <c>128m</c>. Default: the builder's.</summary>
    public string? ShmSize { get; set; }

    /// <summary>Limits of the processes of <c>RUN</c> steps: <c>nofile=1024:2048</c>.</summary>
    public ITaskItem[] Ulimits { get; set; } = [];

    /// <summary>What steps may do beyond the usual, by BuildKit alone: <c>network.host</c>, <c>security.insecure</c>, <c>device</c>.</summary>
    public ITaskItem[] Allow { get; set; } = [];

    /// <summary>Whether the registry is asked for newer base images. Default: <see langword="false"/>.</summary>
    public string? Pull { get; set; }

    /// <summary>Whether every step is done again. Default: <see langword="false"/>.</summary>
    public string? NoCache { get; set; }

    /// <summary>The stages whose steps are done again, by BuildKit alone.</summary>
    public string[] NoCacheFilter { get; set; } = [];

    /// <summary>Whether the engine is asked even where nothing seems to have changed. Default: <see langword="false"/>.</summary>
    public string? Always { get; set; }

    /// <summary>Whether the stage of a step that fails is kept, as it was before the step, for a shell. Default: <see langword="false"/>.</summary>
    public string? KeepFailed { get; set; }

    /// <summary>The command that opens that shell, for the error. Default: that of a project alone in its folder.</summary>
    public string? DebugCommand { get; set; }

    /// <summary>
    /// Which builder builds: <c>auto</c> (the default), <c>buildkit</c> or <c>classic</c>, or the address of a BuildKit beside the engine: <c>tcp://host:port</c>,
    /// <c>unix:///path</c>, <c>docker-container://NAME</c> or <c>kube-pod://POD</c>. <c>auto</c> uses the one at <c>BUILDKIT_HOST</c> if that is set.
    /// </summary>
    public string? Builder { get; set; }

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c> for a BuildKit at <c>tcp://</c>. Default: none, for a connection without TLS.</summary>
    public string? BuilderCertPath { get; set; }

    /// <summary>Whether a BuildKit that is no engine's pushes the image while it builds it. Without, it is loaded into the engine. Default: <see langword="false"/>.</summary>
    public bool Push { get; set; }

    /// <summary>
    /// What the build writes on this machine in place of an image on the engine, by BuildKit alone: a folder, or <c>type=local</c>, <c>tar</c>, <c>oci</c> or <c>docker</c>
    /// with <c>dest</c>, as docker's <c>--output</c>. Default: nothing.
    /// </summary>
    public string? Output { get; set; }

    /// <summary>The file of an output that names none.</summary>
    public string? Archive { get; set; }

    /// <summary>The folder of the archive that <see cref="DockerSave"/> makes of the image if none is named. The archive is never part of the context.</summary>
    public string? ArchiveDirectory { get; set; }

    /// <summary>The archive that a BuildKit without an engine writes in place of an image, if there is no output. Default: none.</summary>
    public string? SavePath { get; set; }

    /// <summary>The format of that archive: <c>docker</c> (the default) or <c>oci</c>.</summary>
    public string? SaveFormat { get; set; }

    /// <summary>Build arguments: <c>NAME</c> with <c>Value</c> metadata, or <c>NAME=value</c>. <c>NAME</c> alone takes the environment variable's value.</summary>
    public ITaskItem[] BuildArguments { get; set; } = [];

    /// <summary>Labels: <c>NAME</c> with <c>Value</c> metadata, or <c>NAME=value</c>.</summary>
    public ITaskItem[] Labels { get; set; } = [];

    /// <summary>Whether the image gets the labels of <see cref="OciLabels"/>, and those that only the build knows. Default: <see langword="false"/>.</summary>
    public string? AddOciLabels { get; set; }

    /// <summary>Labels of the OCI image specification, by the last part of their names (<c>title</c>), with <c>Value</c> metadata.</summary>
    public ITaskItem[] OciLabels { get; set; } = [];

    /// <summary>The time of the sources: seconds since 1970, or <c>git</c> for the last commit's. Default: <c>SOURCE_DATE_EPOCH</c>.</summary>
    public string? SourceDateEpoch { get; set; }

    /// <summary>How much the image says about its build: <c>min</c> or <c>max</c>. Default: nothing.</summary>
    public string? Provenance { get; set; }

    /// <summary>Whether the image lists its content: <c>true</c>, or <c>generator=IMAGE</c>. Default: <see langword="false"/>.</summary>
    public string? Sbom { get; set; }

    /// <summary>Annotations: <c>NAME</c> with <c>Value</c> and <c>Level</c> metadata.</summary>
    public ITaskItem[] Annotations { get; set; } = [];

    /// <summary>Where steps may be taken from: images, or caches with <c>Type</c> metadata.</summary>
    public ITaskItem[] CacheFrom { get; set; } = [];

    /// <summary>Where the build's steps are written to, by BuildKit alone: a reference, a folder or a name, with <c>Type</c>, <c>Mode</c> and <c>Required</c> metadata.</summary>
    public ITaskItem[] CacheTo { get; set; } = [];

    /// <summary>One place for both: a reference, a folder, <c>gha</c> or <c>inline</c>.</summary>
    public string? Cache { get; set; }

    /// <summary>Secrets that steps may mount, by BuildKit alone: an id with <c>File</c>, <c>EnvironmentVariable</c> or <c>UserSecret</c> metadata.</summary>
    public ITaskItem[] Secrets { get; set; } = [];

    /// <summary>ssh agents that steps may use, by BuildKit alone: an id, and <c>Socket</c> or <c>KeyFile</c> metadata. Default: the socket that <c>SSH_AUTH_SOCK</c> names.</summary>
    public ITaskItem[] SshAgents { get; set; } = [];

    /// <summary>A JSON file that gets what the build made, also if the image was up to date. Default: none.</summary>
    public string? ResultFile { get; set; }

    /// <summary>A file that gets the image's id, also if the image was up to date. Default: none.</summary>
    public string? ImageIdFile { get; set; }

    /// <summary>Where the rendered Dockerfile and the stamp of the last build go, in a folder <c>harpoon</c>. Default: <c>obj</c>.</summary>
    public string? IntermediateDirectory { get; set; }

    /// <summary>Whether the parameters are read and checked, and nothing is built: before an application is published for it. Default: <see langword="false"/>.</summary>
    public bool CheckOnly { get; set; }

    /// <summary>Whether the image is described for a graph, and nothing is built. Default: <see langword="false"/>.</summary>
    public bool Describe { get; set; }

    /// <summary>The project with its image, for <c>DockerGraph</c>.</summary>
    [Output]
    public ITaskItem? Description { get; private set; }

    /// <summary>Whether BuildKit's checks of the Dockerfile are run, and nothing is built. Default: <see langword="false"/>.</summary>
    public bool RunChecks { get; set; }

    /// <summary>Whether what the checks find are errors. Default: <see langword="false"/>.</summary>
    public string? CheckAsErrors { get; set; }

    /// <summary>Writes down what would be built, for <c>Harpoon.Terminal</c> to build it, in place of building it. Default: <see langword="false"/>.</summary>
    public bool Defer { get; set; }

    /// <summary>Where that was written.</summary>
    [Output]
    public string? DeferredFile { get; private set; }

    /// <summary>The image's id, a digest.</summary>
    [Output]
    public string? ImageId { get; private set; }

    /// <summary>The first reference that stands for the image.</summary>
    [Output]
    public string? ImageReference { get; private set; }

    /// <summary>Every reference that stands for the image.</summary>
    [Output]
    public ITaskItem[] ImageReferences { get; private set; } = [];

    /// <summary>The images of several platforms, where the engine's store holds no index: their ids, with <c>Platform</c> metadata. Empty otherwise.</summary>
    [Output]
    public ITaskItem[] PlatformImages { get; private set; } = [];

    /// <summary>Whether nothing was done, since nothing had changed.</summary>
    [Output]
    public bool UpToDate { get; private set; }

    /// <summary>What the build itself pushed, as <see cref="DockerPush.PushedImages"/>; none if the engine has the image.</summary>
    [Output]
    public ITaskItem[] PushedImages { get; private set; } = [];

    /// <summary>A reference by its digest to what the build itself pushed; empty if the engine has the image.</summary>
    [Output]
    public string? PinnedReference { get; private set; }

    /// <summary>The archive that was written to <see cref="SavePath"/>; empty if none was.</summary>
    [Output]
    public string? SavedPath { get; private set; }

    /// <summary>The rendered Dockerfile's path; empty if the user's own file was built.</summary>
    [Output]
    public string? RenderedDockerfile { get; private set; }

    private protected override bool IsDoneLater => Defer;

    private protected override bool IsOfProject => CheckItems;

    private protected override bool IsElsewhere => !IsQuiet;

    private protected override bool WarnsOfNames => true;

    private protected override bool IsQuiet => CheckOnly || Describe;

    private protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = Intermediate(IntermediateDirectory);
        var items = BuildItems.FreeText(Lines, BuildArguments, Labels, Annotations);
        var dockerfile = DockerfileParameters.Parse(this, CheckItems ? Check(folder, items, DockerfileParameters.Received(Text)) : null);
        var options = BuildParameters.Parse(this, dockerfile, Project, folder, Host) with
        {
            // A build pushes its cache itself.
            Credentials = CredentialsFor(RegistryAccess.Pull).AddRange(Push || CacheTo.Length > 0 || ParameterValue.Text(Cache) is not null ? PushCredentials() : []),
        };
        options = Restored.AddTo(options, Project, Host, IsQuiet ? null : Report, cancellationToken);
        if (Describe)
        {
            Description = await DescribeAsync(options, cancellationToken);
            return;
        }

        if (CheckOnly && !DockerfileChoice.IsThere(options, Host) && DockerfileHooks.MayBring(BuildEngine, Project))
        {
            return;
        }

        ImageBuildCheck.Check(options, Host);
        if (CheckOnly)
        {
            return;
        }

        if (CheckItems)
        {
            ItemMetadata.Check([.. items, .. BuildItems.Lent(Secrets, SshAgents, Credentials), .. BuildItems.Sources(ContextFiles, NamedContexts, CacheFrom, CacheTo)], Report);
        }

        if (Defer)
        {
            DeferredFile = Engine.DotnetRun.DeferredFile.Write(folder, new DeferredBuild(Project, EndpointOptions, options with { Holds = false }));
            ImageReference = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName)[0].ToString();
            return;
        }

        var asErrors = BuildParameters.AsErrors(this);
        await using var engine = await new BuilderConnector(EndpointOptions, Host, Report) { Builds = !RunChecks, Known = SharedEngines.Known }.ConnectAsync(options, cancellationToken);
        if (RunChecks)
        {
            await RunChecksAsync(options, engine, asErrors, cancellationToken);
            return;
        }

        var outcome = await new StepShells(Project, EndpointOptions, folder)
            .OfferIfKeptAsync(() => ImageBuild.ExecuteAsync(options, engine, Host, Report, SharedEngines.Snapshots, cancellationToken), engine, Report, cancellationToken);
        HeldImage.Register(outcome.HeldName, EndpointOptions, Host, BuildEngine);
        ImageId = ParameterValue.Text(outcome.ImageId);
        ImageReference = outcome.Tags.FirstOrDefault();
        ImageReferences = [.. outcome.Tags.Select(ItemText.ToItem)];
        PlatformImages = [.. outcome.Platforms.Select(ImageItem.Of)];
        PinnedReference = outcome.Pushed.FirstOrDefault()?.Pinned;
        SavedPath = outcome.Output is { } written && written == SavePath ? written : null;
        PushedImages = [.. outcome.Pushed.Select(ImageItem.Of)];
        UpToDate = outcome.UpToDate;
        RenderedDockerfile = outcome.RenderedDockerfilePath;
        LogOutcome(outcome);
        if (IsOfProject)
        {
            new CiReport(OutputPrefix, options.ProjectName, folder, Host, Report).Built(outcome);
        }
    }

    private async Task<ITaskItem> DescribeAsync(ImageBuildOptions options, CancellationToken cancellationToken) =>
        DockerfileChoice.IsThere(options, Host)
            ? await new ImageDescription(BuildEngine, EndpointOptions.ToString(), ConnectAsync, Host).ItemAsync(Project, options, References, ParameterValue.Text(AppFolder) is not null, cancellationToken)
            : ImageDescription.WithoutImage(Project, DockerfileHooks.MayBring(BuildEngine, Project) ? GraphState.Unknown : GraphState.NoImage);

    private async Task RunChecksAsync(ImageBuildOptions options, IEngine engine, bool asErrors, CancellationToken cancellationToken) =>
        CheckFindings.Log(await ImageBuild.CheckAsync(options, engine, Host, Report, cancellationToken), Report, asErrors ? Error : Report.Warning);

    /// <summary>As a compiled project reports its assembly: the Terminal Logger puts what follows the arrow at the end of the project's own line.</summary>
    private void LogOutcome(ImageBuildOutcome outcome)
    {
        var made = outcome.Output ?? $"{string.Join(", ", outcome.Tags)} ({outcome.ShortId})";
        if (IsOfProject)
        {
            Log.LogMessage(MessageImportance.High, $"{Path.GetFileNameWithoutExtension(Project)} -> {made}{(UpToDate ? ", up to date" : "")}");
        }
        else if (UpToDate)
        {
            Report.Message(MessageLevel.High, $"{made} is up to date.");
        }
    }
}
