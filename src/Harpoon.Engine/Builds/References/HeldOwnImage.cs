using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.References;

/// <summary>A project's own image, held until those are built that are on it.</summary>
/// <param name="options">What the project says.</param>
/// <param name="request">The build.</param>
/// <param name="engine">The engine.</param>
/// <param name="host">This machine.</param>
internal sealed class HeldOwnImage(ImageBuildOptions options, ImageBuildRequest request, IEngine engine, HostEnvironment host)
{
    /// <summary>The name that holds it; null for none.</summary>
    public string? Name { get; private set; }

    private bool IsAsked => options.Holds && request.IsForStore;

    /// <summary>Holds the image that was just built.</summary>
    public async Task HoldAsync(string imageId, CancellationToken cancellationToken) =>
        Name = IsAsked ? await HeldName.HoldAsync(imageId, options.ProjectLabel, engine, host, cancellationToken) : null;

    /// <summary>Holds an image that is up to date.</summary>
    /// <returns>Whether it is still there.</returns>
    public async Task<bool> HoldKnownAsync(EngineState state, CancellationToken cancellationToken)
    {
        (Name, var isThere) = IsAsked && request.Output is null && state.Tagged is [{ } image, ..]
            ? await HeldName.HoldKnownAsync(image, options.ProjectLabel, engine, host, cancellationToken)
            : (null, true);
        return isThere;
    }

    /// <summary>Takes the name away from an image of a build that fails, whose caller would not do it.</summary>
    public async Task LetGoAsync()
    {
        if (Name is not null)
        {
            await HeldName.RemoveAsync(Name, engine);
        }
    }
}
