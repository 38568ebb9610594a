using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Containers;

/// <summary>A container that was created for a service.</summary>
/// <param name="Service">The service.</param>
/// <param name="Id">The container.</param>
internal sealed record CreatedService(Service Service, string Id);
