using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>What a project says about its image; null or empty where it says nothing. Paths may be relative to the project's folder.</summary>
/// <param name="ProjectName">The project's name: the image's, where it gives none.</param>
/// <param name="ProjectLabel">The value of the label <c>harpoon.project</c>: the same in every build, or no build is cached.</param>
/// <param name="IntermediateDirectory">Where the rendered Dockerfile and the stamp go: the project's <c>obj</c>.</param>
public sealed record ImageBuildOptions(string ProjectName, string ProjectLabel, string IntermediateDirectory)
{
    /// <summary>Whether other images are built on this one by its id: it gets a name of its own if it is built, which the caller takes away.</summary>
    public bool Holds { get; init; }

    /// <summary><c>$(DockerImage)</c>: a repository or a full reference.</summary>
    public string? Image { get; init; }

    /// <summary><c>$(DockerImageTags)</c>: tags or full references, between <c>;</c>.</summary>
    public string? Tags { get; init; }

    /// <summary><c>@(DockerfileLine)</c>.</summary>
    public ImmutableArray<DockerfileLine> Lines { get; init; } = [];

    /// <summary><c>$(DockerfileText)</c>.</summary>
    public string? Text { get; init; }

    /// <summary>Where the first line of <see cref="Text"/> was written.</summary>
    public SourceLocation? TextLocation { get; init; }

    /// <summary>Where each line of <see cref="Text"/> was written, when that is known better than by counting.</summary>
    public ImmutableArray<SourceLocation?> TextLocations { get; init; } = [];

    /// <summary><c>$(Dockerfile)</c>: the path of one.</summary>
    public string? DockerfilePath { get; init; }

    /// <summary>The application that the image is made of, with the lines around it; null if lines, text or a file make the Dockerfile.</summary>
    public AppImage? App { get; init; }

    /// <summary><c>$(DockerBuildContext)</c>: a folder; the Dockerfile's by default, or the project's where lines or text make the Dockerfile.</summary>
    public string? Context { get; init; }

    /// <summary><c>@(DockerContextFile)</c>, and the publish output.</summary>
    public ImmutableArray<ContextFile> ContextFiles { get; init; } = [];

    /// <summary>The full paths of folders that are never part of the context: what builds on this machine write, where the build restores for itself.</summary>
    public ImmutableArray<string> NotSent { get; init; } = [];

    /// <summary><c>@(DockerNamedContext)</c>: contexts that the Dockerfile uses by their names.</summary>
    public ImmutableArray<NamedContext> NamedContexts { get; init; } = [];

    /// <summary><c>$(DockerBuildTarget)</c>: the stage to build; the last by default.</summary>
    public string? Target { get; init; }

    /// <summary><c>$(DockerBuildPlatform)</c>: <c>linux/arm64</c>; <c>DOCKER_DEFAULT_PLATFORM</c> by default, or else the engine's own.</summary>
    public string? Platform { get; init; }

    /// <summary><c>$(DockerBuildPlatforms)</c>: two or more platforms, for an image that is an index of them; none for one platform.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];

    /// <summary><c>$(DockerBuildNetwork)</c>: the network of <c>RUN</c> steps.</summary>
    public string? Network { get; init; }

    /// <summary>How the steps run: <c>@(DockerBuildExtraHost)</c> and so on.</summary>
    public StepOptions Steps { get; init; } = StepOptions.None;

    /// <summary>What the image says of itself: <c>$(DockerProvenance)</c> and so on.</summary>
    public ImageMetadataOptions Metadata { get; init; } = ImageMetadataOptions.None;

    /// <summary><c>$(DockerBuildOutput)</c>: what is written in place of an image, as the docker CLI's <c>--output</c> has it.</summary>
    public string? Output { get; init; }

    /// <summary><c>$(DockerArchive)</c>: the file of an output that names none.</summary>
    public string? Archive { get; init; }

    /// <summary>The full path of the archive that <c>DockerSave</c> makes of the image, which is never part of a context; null for none.</summary>
    public string? SavedArchive { get; init; }

    /// <summary><c>$(DockerBuildPull)</c>: ask the registry for newer base images.</summary>
    public bool Pull { get; init; }

    /// <summary><c>$(DockerBuildNoCache)</c>: do every step again.</summary>
    public bool NoCache { get; init; }

    /// <summary><c>$(DockerBuildAlways)</c>: ask the engine even where nothing seems to have changed.</summary>
    public bool Always { get; init; }

    /// <summary><c>$(DockerBuildKeepFailed)</c>: keep the stage of a step that fails, as it was before the step.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>The command that opens a shell in what is kept.</summary>
    public string? DebugCommand { get; init; }

    /// <summary><c>$(DockerBuilder)</c>: <c>auto</c>, <c>buildkit</c> or <c>classic</c>.</summary>
    public BuilderChoice Builder { get; init; }

    /// <summary>The BuildKit that builds in an engine's place: the address in <c>$(DockerBuilder)</c>, or <c>BUILDKIT_HOST</c>; null if an engine builds.</summary>
    public BuilderAddress? Remote { get; init; }

    /// <summary>Whether the image is for registries alone, and pushed by its build if no engine builds it.</summary>
    public bool Pushes { get; init; }

    /// <summary>Where the image goes, if there is one.</summary>
    internal ImageDelivery DeliveryOfImage =>
        Remote is null || !string.IsNullOrWhiteSpace(Output) ? ImageDelivery.Store : Pushes ? ImageDelivery.Registry : ImageDelivery.Engine;

    /// <summary><c>@(DockerBuildArg)</c>; of two with one name the last counts.</summary>
    public ImmutableArray<BuildArgument> Arguments { get; init; } = [];

    /// <summary><c>@(DockerBuildLabel)</c>.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary><c>@(DockerBuildSecret)</c>: what steps may mount, by BuildKit alone.</summary>
    public ImmutableArray<SecretSource> Secrets { get; init; } = [];

    /// <summary><c>@(DockerBuildSsh)</c>: ssh agents that steps may use, by BuildKit alone.</summary>
    public ImmutableArray<SshForward> SshForwards { get; init; } = [];

    /// <summary><c>@(DockerRegistryCredential)</c>: the credentials for its base images that go before the docker CLI's.</summary>
    public ImmutableArray<CredentialSource> Credentials { get; init; } = [];

    /// <summary><c>$(DockerResultFile)</c>: a JSON file for what the build made.</summary>
    public string? ResultFile { get; init; }

    /// <summary><c>$(DockerImageIdFile)</c>: a file for the image's id.</summary>
    public string? ImageIdFile { get; init; }

    /// <summary><c>@(DockerCacheFrom)</c>: where steps may be taken from; for the classic builder images only.</summary>
    public ImmutableArray<BuildCache> CacheFrom { get; init; } = [];

    /// <summary><c>@(DockerCacheTo)</c>: where the build's steps are written to, by BuildKit alone.</summary>
    public ImmutableArray<BuildCache> CacheTo { get; init; } = [];

    /// <summary><c>$(DockerCache)</c>: one place for both; see <see cref="CacheShortForm"/>.</summary>
    public string? Cache { get; init; }
}
