namespace Harpoon.Engine.Registries.Credentials;

/// <summary>What a registry wants to know of its user.</summary>
/// <param name="UserName">The name; empty if the secret is an identity token.</param>
/// <param name="Secret">The password or the identity token.</param>
/// <param name="Source">Where it was found, for people: a file, a variable or a program.</param>
public sealed record RegistryCredential(string UserName, string Secret, string Source)
{
    /// <summary>A token that the registry itself takes, in place of one that is asked for with the secret; null for none.</summary>
    public string? RegistryToken { get; init; }

    /// <summary>Never the secret, nor the name, which may be one too: some registries take a token for it.</summary>
    public override string ToString() => Source;
}
