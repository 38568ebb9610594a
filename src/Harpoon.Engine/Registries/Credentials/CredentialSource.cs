using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>A registry's credential that a project names: an item of <c>@(DockerRegistryCredential)</c>. It says where the password is, and never what it is.</summary>
/// <param name="Registry">The registry, as images name it; Docker Hub is <c>docker.io</c>.</param>
/// <param name="Secret">Where the password or identity token is.</param>
public sealed record CredentialSource(string Registry, SecretSource Secret)
{
    /// <summary>The item's name in a project.</summary>
    public static string ItemName => OptionNames.RegistryCredential;

    /// <summary>The user; null if the secret is an identity token.</summary>
    public string? UserName { get; init; }

    /// <summary>What it is for.</summary>
    public RegistryAccess Access { get; init; } = RegistryAccess.Both;

    /// <summary>Whether it is for a registry that an engine names, and for that work there.</summary>
    public bool Serves(RegistryAccess access, string host) => (Access & access) != RegistryAccess.None && RegistryName.Matches(Registry, host);

    /// <summary>Reads the password from where it is. A line break at its end is none of it, as <c>docker login --password-stdin</c> has it.</summary>
    /// <exception cref="HarpoonException">HRP3051–HRP3054, HRP3056: it is not there; HRP5016: it is empty.</exception>
    internal RegistryCredential Read(HostEnvironment host)
    {
        var secret = Encoding.UTF8.GetString(SecretValue.Read(Secret, host).Span).TrimEnd('\r', '\n');
        return secret.Length > 0
            ? new RegistryCredential(UserName ?? "", secret, $"the {ItemName} of {Registry}")
            : throw new HarpoonException(Diagnostic.Of("HRP5016", Registry));
    }
}
