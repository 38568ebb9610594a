using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Failures;

/// <summary>
/// Explains a base image that the engine did not find though <c>podman images</c> shows it: what <c>podman build</c> and <c>podman load</c> make is <c>localhost/x</c>, and
/// a name without a registry is one of <c>docker.io</c> in Podman's API.
/// </summary>
internal static class PodmanNames
{
    private const string Local = "localhost/";
    private const string DockerHub = "docker.io";

    /// <param name="failure">Why the build failed.</param>
    /// <param name="request">What was built.</param>
    /// <param name="reference">The base image of the step that failed; null if it has none.</param>
    /// <param name="images">The engine's images.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>HRP3063 where the name is the reason, else the same failure.</returns>
    public static async Task<Diagnostic> ExplainAsync(
        Diagnostic failure, ImageBuildRequest request, string? reference, IEngineImages images, CancellationToken cancellationToken) =>
        !request.Builder.Engine.FindsLocalNames
        && reference is not null
        && ImageReference.Split(reference).Registry == DockerHub
        && !reference.StartsWith(DockerHub, StringComparison.Ordinal)
        && await images.FindAsync(reference, cancellationToken) is null
        && await images.FindAsync(Local + reference, cancellationToken) is not null
            ? Diagnostic.Of("HRP3063", reference).At(failure.Location)
            : failure;
}
