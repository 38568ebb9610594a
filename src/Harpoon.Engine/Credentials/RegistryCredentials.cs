using System.Collections.Concurrent;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Endpoints;
using Harpoon.Engine.Hosting;

namespace Harpoon.Engine.Credentials;

/// <summary>Finds registry credentials as the docker CLI does: in <c>DOCKER_AUTH_CONFIG</c>, by the helpers that its settings name, in the settings. May be asked from several threads.</summary>
internal sealed class RegistryCredentials(HostEnvironment host)
{
    private const string Variable = "DOCKER_AUTH_CONFIG";

    /// <summary>What went wrong so far: each is asked for while something else reports.</summary>
    public ConcurrentQueue<Diagnostic> Warnings { get; } = [];

    /// <summary>A registry's credential; null for none, for which a warning may be the reason (HRP5001, HRP5002).</summary>
    /// <param name="registry">As an engine names it; Docker Hub is <c>registry-1.docker.io</c>.</param>
    /// <param name="cancellationToken">Ends the wait for a helper.</param>
    public async Task<RegistryCredential?> FindAsync(string registry, CancellationToken cancellationToken)
    {
        if (host.Value(Variable) is { } text && Read(Variable, () => JsonDocument.Parse(text)) is { } variable)
        {
            using (variable)
            {
                if (Find(new(variable.RootElement), registry, Variable) is { } credential)
                {
                    return credential;
                }
            }
        }

        var file = DockerConfigFolder.Of(host).ConfigFile;
        using var settings = File.Exists(file) ? Read(file, () => JsonDocument.Parse(File.ReadAllBytes(file))) : null;
        return settings is null ? null : await FindAsync(new(settings.RootElement), registry, file, cancellationToken);
    }

    private async Task<RegistryCredential?> FindAsync(
        CredentialSettings settings, string registry, string file, CancellationToken cancellationToken)
    {
        if (settings.HelperOf(registry) is not { } helper)
        {
            return Find(settings, registry, file);
        }

        try
        {
            return await CredentialHelper.AskAsync(helper, RegistryName.KeyOf(registry), host, cancellationToken);
        }
        catch (IOException e)
        {
            Warnings.Enqueue(Diagnostic.Of("HRP5001", helper, registry, e.Message));
            return null;
        }
    }

    private RegistryCredential? Find(CredentialSettings settings, string registry, string source)
    {
        try
        {
            return settings.Find(registry);
        }
        catch (FormatException)
        {
            Warnings.Enqueue(Diagnostic.Of("HRP5002", source));
            return null;
        }
    }

    private JsonDocument? Read(string source, Func<JsonDocument> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            Warnings.Enqueue(Diagnostic.Of("HRP5002", source));
            return null;
        }
    }
}
