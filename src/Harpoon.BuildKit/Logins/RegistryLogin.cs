namespace Harpoon.BuildKit.Logins;

/// <summary>What a registry wants to know of its user.</summary>
/// <param name="UserName">The name; empty if the secret is an identity token.</param>
/// <param name="Secret">The password or the identity token.</param>
public sealed record RegistryLogin(string UserName, string Secret)
{
    /// <summary>Never the secret.</summary>
    public override string ToString() => UserName;
}
