namespace Harpoon.Engine.Builds.Requests;

/// <summary>A build argument: an item of <c>@(DockerBuildArg)</c>.</summary>
/// <param name="Name">The name that <c>ARG</c> declares.</param>
/// <param name="Value">Its value; null takes the environment variable of that name, as <c>docker build --build-arg NAME</c> does.</param>
public sealed record BuildArgument(string Name, string? Value = null);
