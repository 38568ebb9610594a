namespace Harpoon.Engine.Services;

/// <summary>Gets a service's container: its id, and whether it runs already.</summary>
internal delegate Task<(string Id, bool IsRunning)> ObtainContainer(Service service, CancellationToken cancellationToken);
