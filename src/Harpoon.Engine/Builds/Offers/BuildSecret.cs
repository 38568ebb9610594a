namespace Harpoon.Engine.Builds.Offers;

/// <summary>A secret that steps may mount: an item of <c>@(DockerBuildSecret)</c>. It says where the value is, and never what it is.</summary>
/// <param name="Id">What <c>RUN --mount=type=secret,id=…</c> calls it.</param>
public sealed record BuildSecret(string Id)
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
