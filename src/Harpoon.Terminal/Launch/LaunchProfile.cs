using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Terminal.Launch;

/// <summary>The launch profile that <c>dotnet run</c> chose. It sets the profile's variables for the program that it starts, and says only the profile's name.</summary>
/// <param name="Variables">The profile's variables, as <c>dotnet run</c> set them.</param>
/// <param name="Urls">Where the application is to listen.</param>
/// <param name="Arguments">What the program gets where the command line gives it nothing. <c>dotnet run</c> leaves that to us, since it takes our own arguments for such.</param>
internal sealed record LaunchProfile(
    ImmutableArray<EnvironmentVariable> Variables, ImmutableArray<ApplicationUrl> Urls, ImmutableArray<string> Arguments)
{
    private const string ProfileVariable = "DOTNET_LAUNCH_PROFILE";
    private const string UrlsVariable = "ASPNETCORE_URLS";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The profile in use; null if there is none.</summary>
    /// <param name="project">The full path of the project.</param>
    /// <param name="host">What <c>dotnet run</c> set.</param>
    public static LaunchProfile? Of(string project, HostEnvironment host)
    {
        if (host.Value(ProfileVariable) is not { } name || SettingsOf(project) is not { } path)
        {
            return null;
        }

        using var settings = JsonDocument.Parse(File.ReadAllText(path), Lenient);
        return settings.RootElement.TryGetProperty("profiles", out var profiles) && profiles.TryGetProperty(name, out var profile)
            ? Of(profile, host)
            : null;
    }

    private static LaunchProfile Of(JsonElement profile, HostEnvironment host)
    {
        var names = profile.TryGetProperty("environmentVariables", out var variables) && variables.ValueKind == JsonValueKind.Object
            ? variables.EnumerateObject().Select(variable => variable.Name).ToHashSet(StringComparer.Ordinal)
            : [];
        var hasUrls = names.Remove(UrlsVariable) || profile.TryGetProperty("applicationUrl", out _);
        var urls = (hasUrls ? host.Value(UrlsVariable) ?? "" : "").Split(';', StringSplitOptions.RemoveEmptyEntries);
        return new LaunchProfile(
            [.. names.Where(name => host.Variable(name) is not null).Select(name => new EnvironmentVariable(name, host.Variable(name)!))],
            [.. urls.Select(ApplicationUrl.Parse).OfType<ApplicationUrl>()],
            profile.TryGetProperty("commandLineArgs", out var text) && text.ValueKind == JsonValueKind.String
                ? ArgumentText.Split(text.GetString()!)
                : []);
    }

    // Where dotnet run looks, in its order.
    private static string? SettingsOf(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        string[] places =
        [
            Path.Combine(folder, "Properties", "launchSettings.json"),
            Path.Combine(folder, "My Project", "launchSettings.json"),
            Path.Combine(folder, $"{ProjectName.Of(project)}.run.json"),
        ];
        return places.FirstOrDefault(File.Exists);
    }
}
