using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>
/// Finds registry credentials: those that the project names, and then as the docker CLI does, in <c>DOCKER_AUTH_CONFIG</c>, by the helpers that its settings name, in
/// the settings. Each registry's is looked for once, when it is asked for. May be asked from several threads.
/// </summary>
/// <param name="host">Where the settings, the variable and the helpers are.</param>
/// <param name="work">Ends the wait for helpers: the end of what credentials are needed for.</param>
internal sealed class RegistryCredentials(HostEnvironment host, CancellationToken work)
{
    private const string Variable = "DOCKER_AUTH_CONFIG";

    private readonly ConcurrentDictionary<string, Lazy<Task<RegistryCredential?>>> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Diagnostic> _warnings = [];
    private readonly ConcurrentQueue<string> _notes = [];

    /// <summary>How long a helper may take.</summary>
    public TimeSpan HelperLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What the project names.</summary>
    public ImmutableArray<CredentialSource> Sources { get; init; } = [];

    /// <summary>What they are wanted for.</summary>
    public RegistryAccess Access { get; init; } = RegistryAccess.Pull;

    /// <summary>A registry's credential; null for none, for which a warning may be the reason (HRP5001, HRP5002).</summary>
    /// <param name="registry">As an engine names it; Docker Hub is <c>registry-1.docker.io</c> or <c>docker.io</c>.</param>
    public Task<RegistryCredential?> FindAsync(string registry) =>
        _asked.GetOrAdd(RegistryName.KeyOf(registry), _ => new(() => SearchAsync(registry))).Value;

    /// <summary>A registry's credential as the header of pulls and pushes has it; null if there is none.</summary>
    public async Task<string?> HeaderAsync(string registry) =>
        await FindAsync(registry) is { } credential ? RegistryHeaders.Of(RegistryName.KeyOf(registry), credential) : null;

    /// <summary>Credentials for another access that the same build uses: what is reported of these is reported of them too.</summary>
    public RegistryCredentials? Beside { get; init; }

    /// <summary>Where the credential was found that a registry was shown; null if none was.</summary>
    public string? SourceOf(string registry) =>
        _asked.TryGetValue(RegistryName.KeyOf(registry), out var asked) && asked.Value is { IsCompletedSuccessfully: true, Result: { } found }
            ? found.Source
            : Beside?.SourceOf(registry);

    /// <summary>Reports what went wrong so far, once. Credentials are read while something else reports, so they can't report it themselves.</summary>
    public void ReportWarnings(IReport report)
    {
        while (Beside?._warnings.TryDequeue(out var other) == true)
        {
            Warn(other);
        }

        while (_notes.TryDequeue(out var note))
        {
            report.Message(MessageLevel.Normal, note);
        }

        while (_warnings.TryDequeue(out var warning))
        {
            report.Warning(warning);
        }
    }

    /// <summary>Adds to what <see cref="ReportWarnings"/> reports, unless it is there already.</summary>
    public void Warn(Diagnostic warning)
    {
        if (!_warnings.Contains(warning))
        {
            _warnings.Enqueue(warning);
        }
    }

    private async Task<RegistryCredential?> SearchAsync(string registry)
    {
        if (Sources.FirstOrDefault(source => source.Serves(Access, registry)) is { } named)
        {
            return named.Read(host);
        }

        if (host.Value(Variable) is { } text && Read(Variable, () => SettingsJson.Parse(Encoding.UTF8.GetBytes(text))) is { } variable)
        {
            using (variable)
            {
                if (Stored(new(variable.RootElement, Variable), registry) is { } credential)
                {
                    return credential;
                }
            }
        }

        var file = DockerConfigFolder.Of(host).ConfigFile;
        using var settings = File.Exists(file) ? Read(file, () => SettingsJson.Parse(File.ReadAllBytes(file))) : null;
        return settings is null ? null : await SearchAsync(new(settings.RootElement, file), registry);
    }

    /// <summary>Asks the helper that is named. As for the docker CLI, what the settings hold counts if it fails, and not if it has nothing.</summary>
    private async Task<RegistryCredential?> SearchAsync(CredentialSettings settings, string registry)
    {
        if (settings.HelperOf(registry) is not { } helper)
        {
            return Stored(settings, registry);
        }

        try
        {
            return await CredentialHelper.AskAsync(helper, RegistryName.KeyOf(registry), host, HelperLimit, work);
        }
        catch (IOException e)
        {
            var stored = Stored(settings, registry);
            if (stored is not null)
            {
                _notes.Enqueue($"The credential helper '{helper}' returned no login for {registry}: {e.Message}. The one in {settings.Source} is used.");
            }
            else if (!CredentialHelper.HasNothing(e))
            {
                _warnings.Enqueue(Diagnostic.Of("HRP5001", helper, registry, e.Message));
            }

            return stored;
        }
    }

    private RegistryCredential? Stored(CredentialSettings settings, string registry)
    {
        try
        {
            return settings.Find(registry);
        }
        catch (FormatException)
        {
            _warnings.Enqueue(Diagnostic.Of("HRP5002", settings.Source));
            return null;
        }
    }

    private JsonDocument? Read(string source, Func<JsonDocument?> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            _warnings.Enqueue(Diagnostic.Of("HRP5002", source));
            return null;
        }
    }
}
