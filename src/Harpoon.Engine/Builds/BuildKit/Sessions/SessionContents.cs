using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text;
using Harpoon.BuildKit.Content;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Logins;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Sessions;
using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Ignore;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>What a build's session holds for the engine.</summary>
internal static class SessionContents
{
    /// <summary>
    /// The context is offered as it was scanned, with all that a <c>.dockerignore</c> leaves out gone already. So the engine is shown one that leaves nothing out, in
    /// the place where it looks first: what comes from elsewhere is sent, whatever the folder's own says.
    /// </summary>
    private const string IgnoreFileText = "# Nothing more is left out.\n";

    private const string DockerfileFolder = "dockerfile";

    /// <summary>What BuildKit puts before the name of a store that an address names.</summary>
    private const string LayoutStore = "oci:";

    /// <param name="plan">What is built.</param>
    /// <param name="context">Its context.</param>
    /// <param name="host">Where secrets and agents are.</param>
    /// <param name="logins">The registry logins that the engine may have.</param>
    /// <param name="missing">Is given the secrets that are asked for and not offered.</param>
    /// <param name="named">The named contexts that are folders, by the folder of the session that each is.</param>
    public static SessionOptions Of(
        ImageBuildPlan plan,
        ContextTree context,
        HostEnvironment host,
        SessionLogins logins,
        MissingSecrets missing,
        params IEnumerable<KeyValuePair<string, ContextTree>> named)
    {
        var request = plan.Request;
        return new SessionOptions
        {
            Name = request.Name,
            SharedKey = SharedKey.Of(
                [host.MachineName, host.CurrentDirectory, request.ContextKey, plan.Context.Folder, .. plan.NamedFolders.SelectMany(folder => new[] { folder.Name, folder.Context.Folder })]),
            Folders = new Dictionary<string, IFileTree>(named.Select(folder => KeyValuePair.Create<string, IFileTree>(folder.Key, folder.Value)), StringComparer.Ordinal)
            {
                ["context"] = context,
                [DockerfileFolder] = Dockerfile(request, IgnoreFileText),
            },
            ContentFolders = request.NamedContexts
                .Where(context => context.Kind == NamedContextKind.Layout)
                .ToDictionary(context => LayoutStore + context.StoreName, context => new ContentFolder(context.Layout!.Path), StringComparer.Ordinal),
            Logins = logins,
            Secrets = new SessionSecrets(request.Secrets, missing, host),
            SshAgents = request.SshForwards.ToDictionary(
                forward => forward.Id, forward => ForwardedAgent.Of(forward, host)),
        };
    }

    /// <summary>The same with the user's own <c>.dockerignore</c>, for checks that read it.</summary>
    public static SessionOptions WithIgnoreFile(this SessionOptions contents, ImageBuildPlan plan) =>
        IgnoreFile.Find(plan.Context.Folder, plan.Request.Dockerfile.Path) is not { } file ? contents : contents with
        {
            Folders = new Dictionary<string, IFileTree>(contents.Folders, StringComparer.Ordinal) { [DockerfileFolder] = Dockerfile(plan.Request, file.Text) },
        };

    private static MemoryTree Dockerfile(ImageBuildRequest request, string ignoreFile) => new(
    [
        new(ContextContents.ServedDockerfile, request.Dockerfile.Bytes),
        new($"{ContextContents.ServedDockerfile}.dockerignore", Encoding.UTF8.GetBytes(ignoreFile)),
    ]);
}

/// <summary>The user's registry credentials, found when the engine asks for one that the build may need.</summary>
internal sealed class SessionLogins(RegistryCredentials credentials, LoginScope scope) : IRegistryLogins
{
    /// <summary>The credentials for the registries that the build writes a cache to, by their keys. The engine doesn't say what it wants one for.</summary>
    public IReadOnlyDictionary<string, RegistryCredentials> Pushes { get; init; } = ReadOnlyDictionary<string, RegistryCredentials>.Empty;

    /// <inheritdoc/>
    public async ValueTask<RegistryLogin?> FindAsync(string host, CancellationToken cancellationToken)
    {
        if (!await scope.CoversAsync(host, cancellationToken) || await SearchAsync(host).WaitAsync(cancellationToken) is not { } found)
        {
            return null;
        }

        return found.Secret.Length > 0 ? new RegistryLogin(found.UserName, found.Secret) : null;
    }

    private async Task<RegistryCredential?> SearchAsync(string host)
    {
        if (!Pushes.TryGetValue(RegistryName.KeyOf(host), out var pushes))
        {
            return await credentials.FindAsync(host);
        }

        try
        {
            // What the docker CLI stores is the same for both.
            return await pushes.FindAsync(host)
                ?? (credentials.Sources.Any(source => source.Serves(RegistryAccess.Pull, host)) ? await credentials.FindAsync(host) : null);
        }
        catch (HarpoonException e)
        {
            credentials.Warn(e.Diagnostics[0]);
            return await credentials.FindAsync(host);
        }
    }
}

/// <summary>The registry tokens among the user's credentials, found when the engine asks for one that the build may need.</summary>
internal sealed class SessionTokens(RegistryCredentials credentials, LoginScope scope) : IRegistryTokens
{
    private readonly Lazy<TokenKey> _key = new(() => new TokenKey());

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey => _key.Value.Public;

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Sign(ReadOnlySpan<byte> message) => _key.Value.Sign(message);

    /// <inheritdoc cref="SessionLogins.Pushes"/>
    public IReadOnlyDictionary<string, RegistryCredentials> Pushes { get; init; } = ReadOnlyDictionary<string, RegistryCredentials>.Empty;

    /// <inheritdoc/>
    public async ValueTask<string?> FindAsync(string host, CancellationToken cancellationToken)
    {
        var searched = Pushes.GetValueOrDefault(RegistryName.KeyOf(host)) ?? credentials;
        return await scope.CoversAsync(host, cancellationToken) && await searched.FindAsync(host).WaitAsync(cancellationToken) is { RegistryToken: { Length: > 0 } token }
            ? token
            : null;
    }
}

/// <summary>The project's secrets, read when a step mounts one and kept nowhere.</summary>
internal sealed class SessionSecrets(ImmutableArray<SecretSource> secrets, MissingSecrets missing, HostEnvironment host) : ISecretSource
{
    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (secrets.FirstOrDefault(secret => secret.Name == id) is not { } secret)
        {
            missing.Add(id);
            return new((ReadOnlyMemory<byte>?)null);
        }

        try
        {
            return new(SecretValue.Read(secret, host));
        }
        catch (HarpoonException)
        {
            // It was there when the build started. The engine says which secret it misses, and whether the step can do without.
            return new((ReadOnlyMemory<byte>?)null);
        }
    }
}
