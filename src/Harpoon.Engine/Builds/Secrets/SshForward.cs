using System.Collections.Immutable;

namespace Harpoon.Engine.Builds.Secrets;

/// <summary>An ssh agent that steps may use: an item of <c>@(DockerBuildSsh)</c>.</summary>
/// <param name="Id">What <c>RUN --mount=type=ssh,id=…</c> calls it; <c>default</c> where that names none.</param>
/// <param name="Socket">The agent's socket; null for the one that <c>SSH_AUTH_SOCK</c> names.</param>
public sealed record SshForward(string Id, string? Socket = null)
{
    internal const string Variable = "SSH_AUTH_SOCK";

    /// <summary>Files with private keys, which Harpoon signs with itself, in place of an agent; relative paths start at the project's folder.</summary>
    public ImmutableArray<string> KeyFiles { get; init; } = [];
}
