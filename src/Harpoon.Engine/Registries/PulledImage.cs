namespace Harpoon.Engine.Registries;

/// <summary>An image that was pulled.</summary>
/// <param name="Reference">What it was asked for by.</param>
/// <param name="Id">Its id on the engine.</param>
/// <param name="Digest">What its registry knows it by; null if the engine has it from elsewhere.</param>
public sealed record PulledImage(string Reference, string Id, string? Digest);
