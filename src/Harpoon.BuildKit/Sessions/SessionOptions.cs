using System.Collections.Frozen;
using Harpoon.BuildKit.Exports;
using Harpoon.BuildKit.Content;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Http2.Frames;
using Harpoon.BuildKit.Logins;
using Harpoon.BuildKit.Services;

namespace Harpoon.BuildKit.Sessions;

/// <summary>What a session offers to the daemon. What is not set is not offered.</summary>
public sealed record SessionOptions
{
    /// <summary>The id that the build names the session by; new by default.</summary>
    public string Id { get; init; } = Guid.NewGuid().ToString("n");

    /// <summary>A name for the engine's log.</summary>
    public string Name { get; init; } = "harpoon";

    /// <summary>See <see cref="Sessions.SharedKey"/>. Empty: all files are sent each time.</summary>
    public string SharedKey { get; init; } = "";

    /// <summary>Folders by the names that the daemon knows: <c>context</c> and <c>dockerfile</c>.</summary>
    public IReadOnlyDictionary<string, IFileTree> Folders { get; init; } = FrozenDictionary<string, IFileTree>.Empty;

    /// <summary>Where the output of the build goes; null for a build whose output stays in the engine.</summary>
    public IExportTarget? Export { get; init; }

    /// <summary>Secrets.</summary>
    public ISecretSource? Secrets { get; init; }

    /// <summary>Registry logins; without them all pulls are anonymous.</summary>
    public IRegistryLogins? Logins { get; init; }

    /// <summary>Registries' tokens; without them the engine fetches tokens itself, with a login.</summary>
    public IRegistryTokens? Tokens { get; init; }

    /// <summary>ssh agents by the ids that the Dockerfile names; <c>default</c> where it names none.</summary>
    public IReadOnlyDictionary<string, ISshAgent> SshAgents { get; init; } = FrozenDictionary<string, ISshAgent>.Empty;

    /// <summary>Folders of content by the ids that the engine names: <c>local:</c> and the place of a cache, <c>oci:</c> and the name of an image layout.</summary>
    public IReadOnlyDictionary<string, ContentFolder> ContentFolders { get; init; } = FrozenDictionary<string, ContentFolder>.Empty;

    /// <summary>What the session may cost.</summary>
    public Http2Limits Limits { get; init; } = new();
}
