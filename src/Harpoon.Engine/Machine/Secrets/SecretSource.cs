namespace Harpoon.Engine.Machine.Secrets;

/// <summary>Where a secret is, as a project names it: a build's secret, a registry's password. Never what it is.</summary>
/// <param name="Name">What messages call it, and what <c>RUN --mount=type=secret,id=…</c> calls a build's.</param>
public sealed record SecretSource(string Name)
{
    /// <summary>The file that holds it; relative paths start at the project's folder.</summary>
    public string? File { get; init; }

    /// <summary>The environment variable that holds it.</summary>
    public string? EnvironmentVariable { get; init; }

    /// <summary>Its key in the project's user secrets, parts between <c>:</c>.</summary>
    public string? UserSecret { get; init; }

    /// <summary>Which user secrets these are: the project's <c>$(UserSecretsId)</c>.</summary>
    public string? UserSecretsId { get; init; }
}
