using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>What a project asks an engine to build, with every default, variable and name put in. The context is not part of it.</summary>
/// <param name="Dockerfile">What to build.</param>
/// <param name="Syntax">Its syntax, up to the target.</param>
/// <param name="Tags">The full references that the image gets; one at least.</param>
internal sealed record ImageBuildRequest(Dockerfile Dockerfile, DockerfileSyntax Syntax, ImmutableArray<string> Tags)
{
    /// <summary>The stage to build; null for the last.</summary>
    public string? Target { get; init; }

    /// <summary>The platform to build for; null for the engine's own, or for several.</summary>
    public string? Platform { get; init; }

    /// <summary>The platforms to build for, where there are several; empty for one.</summary>
    public ImmutableArray<string> Platforms { get; init; } = [];

    /// <summary>The platforms that are built one after the other, each as an image of its own: the one with the tags last. Empty for one platform, and where one build makes an index.</summary>
    public ImmutableArray<PlatformBuild> Parts { get; init; } = [];

    /// <summary>What the image is called on the engine: its tags, but for a part.</summary>
    public ImmutableArray<string> Names { get => field.IsDefault ? Tags : field; init; }

    /// <summary>The network of <c>RUN</c> steps; null for the engine's default.</summary>
    public string? Network { get; init; }

    /// <summary>How the steps run.</summary>
    public StepOptions Steps { get; init; } = StepOptions.None;

    /// <summary>What the image says of itself.</summary>
    public ImageMetadata Metadata { get; init; } = ImageMetadata.None;

    /// <summary>What is written in place of an image; null for an image on the engine.</summary>
    public BuildOutput? Output { get; init; }

    /// <summary>Where the image goes, if there is no output.</summary>
    public ImageDelivery Delivery { get; init; }

    /// <summary>Ask the registry for newer base images.</summary>
    public bool Pull { get; init; }

    /// <summary>Do every step again.</summary>
    public bool NoCache { get; init; }

    /// <summary>Values by the name that <c>ARG</c> declares; null leaves the Dockerfile's default.</summary>
    public IReadOnlyDictionary<string, string?> Arguments { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>The image's labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Where steps may be taken from.</summary>
    public ImmutableArray<BuildCache> CacheFrom { get; init; } = [];

    /// <summary>Where the build's steps are written to.</summary>
    public ImmutableArray<BuildCache> CacheTo { get; init; } = [];

    /// <summary>The contexts that the Dockerfile may use by their names; of a folder, the full path.</summary>
    public ImmutableArray<NamedContext> NamedContexts { get; init; } = [];

    /// <summary>Which builder builds.</summary>
    public BuilderDecision Builder { get; init; } = BuilderDecision.BuildKit;

    /// <summary>Whether BuildKit builds it.</summary>
    public bool ByBuildKit => Builder.IsBuildKit;

    /// <summary>Whether the build may read the context. That can't be known of a Dockerfile that another image reads, or that has a base image that isn't known.</summary>
    public bool ReadsContext => Reading is var reading && (reading.CopiesFromContext || reading.Unknown is not null || Frontend is not null || UsesLayout);

    /// <summary>Whether an image in a folder may be a base: its <c>ONBUILD</c> instructions are known to the builder alone.</summary>
    public bool UsesLayout => NamedContexts.Any(context => context.Kind == NamedContextKind.Layout);

    /// <summary>What the builder defines by itself.</summary>
    public AutomaticArguments Automatic { get; init; } = AutomaticArguments.None;

    /// <summary>What the builder makes of the Dockerfile.</summary>
    public DockerfileReading Reading => DockerfileReader.Read(Syntax, Arguments, Automatic, NamedContexts);

    /// <summary>The image that reads the Dockerfile, which an argument may name too; null for the builder's own reader.</summary>
    public string? Frontend => ByBuildKit ? Arguments.GetValueOrDefault("BUILDKIT_SYNTAX") ?? Syntax.Frontend : null;

    /// <summary>Whether the image goes into the store of the engine that builds it, where it can get more names, and others can be built on it.</summary>
    public bool IsForStore => Delivery == ImageDelivery.Store;

    /// <summary>Whether the builder takes named contexts, or gets images in their places: the classic builder does so itself.</summary>
    public bool TakesNamedContexts => !ByBuildKit || Builder.Engine.KnowsNamedContexts || Frontend is not null;

    /// <summary>What steps may mount as secrets.</summary>
    public ImmutableArray<SecretSource> Secrets { get; init; } = [];

    /// <summary>The ssh agents that steps may use.</summary>
    public ImmutableArray<SshForward> SshForwards { get; init; } = [];

    /// <summary>The credentials that the project names for its base images.</summary>
    public ImmutableArray<CredentialSource> Credentials { get; init; } = [];

    /// <summary>The first tag: what messages call the image.</summary>
    public string Name => Tags[0];

    /// <summary>The name under which BuildKit finds again what it was sent of the context: that of the project's image.</summary>
    public string ContextKey { get => field ?? Name; init; }

    /// <summary>The base image that a line of the Dockerfile names; null for none.</summary>
    public BaseImage? BaseAt(int? line) => Reading.Bases.FirstOrDefault(image => image.Line == line && image.Reference.Length > 0);

    /// <summary>The builds that make it: one, or one for each part.</summary>
    public IEnumerable<ImageBuildRequest> Separate() => Parts.IsEmpty ? [this]
        : Parts.Select(part => this with { Platform = part.Platform, Platforms = [], Parts = [], Names = part.Names });

    /// <summary>A digest of all that decides what is in the image but for its context and base images; of values only this digest is kept.</summary>
    /// <param name="endpoint">What distinguishes the engine from others.</param>
    public string Digest(string endpoint)
    {
        using var digest = new InputDigest();
        return digest

            // Another version of this code may build otherwise.
            .Add(typeof(ImageBuildRequest).Module.ModuleVersionId.ToString())
            .Add(endpoint)
            .Add(Convert.ToHexString(SHA256.HashData(Dockerfile.Bytes.Span)))
            .Add(Tags)
            .Add(Target)
            .Add(Platform)
            .Add(Platforms)
            .Add([.. Parts.Select(part => part.Platform)])
            .Add(Network)
            .Add(Steps.ToTexts())
            .Add(Metadata.ToTexts())
            .Add(Output?.Type)
            .Add(Output?.Path)
            .Add(Output?.Attributes ?? ImmutableSortedDictionary<string, string>.Empty)
            .Add(Arguments)
            .Add(Labels)
            .Add([.. NamedContexts.SelectMany(context => new[] { context.Name, context.Source })])
            .Add([.. CacheFrom.Select(cache => cache.Identity)])
            .Add([.. CacheTo.Select(cache => cache.Identity)])
            .Add(ByBuildKit ? "buildkit" : "classic")
            .Add(Delivery.ToString())
            .Add([.. Secrets.Select(secret => secret.Name)])
            .Add([.. SshForwards.Select(forward => forward.Id)])
            .Finish();
    }
}

/// <summary>A digest over all that goes into a build. Each part is preceded by its length, so that no two lists of parts read alike.</summary>
internal sealed class InputDigest : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a text, or its absence, which differs from an empty one.</summary>
    public InputDigest Add(string? text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32LittleEndian(length, text is null ? -1 : bytes.Length);
        _hash.AppendData(length);
        _hash.AppendData(bytes);
        return this;
    }

    /// <summary>Adds a list.</summary>
    public InputDigest Add(IReadOnlyCollection<string> texts)
    {
        Add(texts.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        foreach (var text in texts)
        {
            Add(text);
        }

        return this;
    }

    /// <summary>Adds pairs, by name, whatever their order.</summary>
    public InputDigest Add<TValue>(IReadOnlyDictionary<string, TValue> pairs)
        where TValue : class?
    {
        var names = new List<string>(pairs.Keys);
        names.Sort(StringComparer.Ordinal);
        Add(names);
        foreach (var name in names)
        {
            Add(pairs[name] as string);
        }

        return this;
    }

    /// <summary>The digest, in hexadecimal. Nothing can be added after it.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
