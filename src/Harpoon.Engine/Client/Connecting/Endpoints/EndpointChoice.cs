namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>What to connect to.</summary>
/// <param name="Endpoints">One that something named, or the default ones, in the order in which they are tried and made when their turn comes.</param>
/// <param name="IsNamed">Whether something named it; then there is no other to try.</param>
internal sealed record EndpointChoice(IEnumerable<Endpoint> Endpoints, bool IsNamed);
