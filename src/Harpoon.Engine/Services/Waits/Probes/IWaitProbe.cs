namespace Harpoon.Engine.Services.Waits.Probes;

/// <summary>Looks whether a condition is met.</summary>
internal interface IWaitProbe
{
    /// <summary>Looks once.</summary>
    /// <returns>Null where it is met, else what was found in its place.</returns>
    Task<string?> TryAsync(CancellationToken cancellationToken);
}
