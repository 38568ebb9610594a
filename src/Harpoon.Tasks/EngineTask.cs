using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Engines;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

/// <summary>A task that talks to an engine.</summary>
public abstract class EngineTask : HarpoonTask
{
    /// <summary>The engine's address: <c>unix://</c>, <c>npipe://</c>, <c>tcp://</c> or <c>ssh://</c>. Default: as the docker CLI finds it.</summary>
    public string? DockerHost { get; set; }

    /// <summary>The name of a docker context to take the engine from.</summary>
    public string? DockerContext { get; set; }

    /// <summary>Whether a <c>tcp</c> engine is talked to by TLS. Default: what <c>DOCKER_TLS_VERIFY</c> says.</summary>
    public string? DockerTlsVerify { get; set; }

    /// <summary>The folder with <c>ca.pem</c>, <c>cert.pem</c> and <c>key.pem</c>. Default: what <c>DOCKER_CERT_PATH</c> says.</summary>
    public string? DockerCertPath { get; set; }

    /// <summary>How long one answer of the engine may take, in seconds. Default: 60.</summary>
    public string? DockerTimeout { get; set; }

    /// <summary>Which engine to use.</summary>
    private protected EndpointOptions EndpointOptions => new(
        ParameterValue.Text(DockerHost),
        ParameterValue.Text(DockerContext),
        ParameterValue.Boolean(nameof(DockerTlsVerify), DockerTlsVerify),
        ParameterValue.Text(DockerCertPath),
        ParameterValue.Seconds(nameof(DockerTimeout), DockerTimeout));

    /// <summary>Finds the engine and connects to it.</summary>
    private protected Task<IEngine> ConnectAsync(CancellationToken cancellationToken) =>
        EngineConnector.ConnectAsync(EndpointOptions, Host, Report, SharedEngines.Known, cancellationToken);

    /// <summary>What the tasks of a build know of engines together.</summary>
    private protected SharedEngines SharedEngines => field ??= SharedEngines.Of(BuildEngine);
}

/// <summary>A task that an engine may need a registry for.</summary>
public abstract class RegistryTask : EngineTask
{
    /// <summary>
    /// Credentials that go before those of the docker CLI's settings: a registry, with <c>UserName</c>, one of <c>File</c>, <c>EnvironmentVariable</c> and
    /// <c>UserSecret</c>, and <c>Access</c> metadata.
    /// </summary>
    public ITaskItem[] Credentials { get; set; } = [];

    /// <summary>Which user secrets <c>UserSecret</c> means.</summary>
    public string? UserSecretsId { get; set; }

    /// <summary>Those of them that work of a kind may need; each is there.</summary>
    /// <exception cref="Engine.Diagnostics.HarpoonException">HRP5012–HRP5016, HRP3051–HRP3054: one is not.</exception>
    private protected ImmutableArray<CredentialSource> CredentialsFor(RegistryAccess access) =>
        CredentialSources.For(access, CredentialParameters.Parse(Credentials, ParameterValue.Text(UserSecretsId)), Host);

    /// <summary>Those that are only for pushes. Whether they are there is found out if one is needed.</summary>
    private protected IEnumerable<CredentialSource> PushCredentials() =>
        CredentialParameters.Parse(Credentials, ParameterValue.Text(UserSecretsId)).Where(source => source.Access == RegistryAccess.Push);
}
