using System.Collections.Immutable;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Parameters;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks;

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
}
