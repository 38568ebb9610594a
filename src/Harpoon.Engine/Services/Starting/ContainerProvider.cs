using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Gets a service's container: its id, and whether it runs already.</summary>
internal delegate Task<(string Id, bool IsRunning)> ContainerProvider(Service service, CancellationToken cancellationToken);
