namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>A base image that BuildKit got from its registry.</summary>
/// <param name="Reference">What the Dockerfile calls it.</param>
/// <param name="Digest">The digest that the registry knows it by.</param>
internal sealed record FetchedBase(string Reference, string Digest);
