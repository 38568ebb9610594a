using System.Collections.Immutable;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds;

/// <summary>What a build of an image would be, without building it.</summary>
/// <param name="Tags">The references that the image gets; of a build that writes files in place of an image, their full path.</param>
/// <param name="Links">What it is built on.</param>
public sealed record ImageForecast(ImmutableArray<string> Tags, ImmutableArray<ImageLink> Links)
{
    /// <summary>The id of the image that the last build made, if the engine has it; null if not.</summary>
    public string? ImageId { get; init; }

    /// <summary>Why a build would not be skipped; null if it would be, as far as it is known.</summary>
    public string? Reason { get; init; }

    /// <summary>What is known without an engine.</summary>
    /// <exception cref="Diagnostics.HarpoonException">What the project says can't be built.</exception>
    public static ImageForecast WithoutEngine(ImageBuildOptions options, HostEnvironment host)
    {
        var dockerfile = DockerfileChoice.Of(options, host);
        var platform = options.Platforms.IsEmpty ? BuildPlatform.Of(options, host) : null;
        var tags = ImageNames.Resolve(options.Image, options.Tags, options.ProjectName);
        var request = new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile).UpTo(options.Target?.Trim(), byBuildKit: true), [.. tags.Select(tag => tag.ToString())])
        {
            Arguments = BuildArguments.Resolve(options.Arguments, ImmutableDictionary<string, string>.Empty, host),
            NamedContexts = NamedContextSources.Resolve(options.NamedContexts, host),
            Output = BuildOutputs.Parse(options.Output, options.Archive, host),
            Automatic = EnginePlatform.Arguments(BuilderDecision.BuildKit, platform, engine: null, hasSeveral: !options.Platforms.IsEmpty),
        };
        return Of(request);
    }

    /// <summary>What a request says.</summary>
    internal static ImageForecast Of(ImageBuildRequest request) => new(request.Output is { } output ? [output.Path] : request.Tags, ImageLinks.Of(request));
}
