namespace Harpoon.Engine.Runs.Options;

/// <summary>What a developer wants in a container beside the application.</summary>
/// <param name="Certificate">Whether the ASP.NET Core development certificate; null lets a launch profile decide.</param>
/// <param name="UserSecrets">The project's <c>$(UserSecretsId)</c>, whose secrets are put in; empty if it has none, null if they are not asked for.</param>
/// <param name="Debugger">The full path of a folder with a debugger; null for none.</param>
public sealed record DevelopmentOptions(bool? Certificate = null, string? UserSecrets = null, string? Debugger = null)
{
    /// <summary>Nothing is asked for.</summary>
    public static DevelopmentOptions None => new();
}
