using System.Text.RegularExpressions;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>Says what to do about a build that BuildKit refuses for what its steps want to do.</summary>
internal static partial class EntitlementRefusal
{
    /// <summary>The diagnostic; null if the error is another.</summary>
    /// <param name="error">BuildKit's error.</param>
    public static Diagnostic? Of(string error) =>
        NotGranted().Match(error) is { Success: true } engine ? OfEngine(engine.Groups["name"].Value, error)
        : NotAsked().Match(error) is { Success: true } step ? Diagnostic.Of("HRP3206", step.Groups["name"].Value, error.Trim())
        : null;

    private static Diagnostic OfEngine(string name, string error) => Diagnostic
        .Of("HRP3205", name, error.Trim(), name switch
        {
            Entitlement.NetworkHost => "network-host",
            Entitlement.SecurityInsecure => "security-insecure",
            _ => Entitlement.Device,
        })
        .About(new ItemReference(OptionNames.BuildAllow, name));

    // "granting entitlement security.insecure is not allowed by build daemon configuration"
    [GeneratedRegex(@"granting entitlement (?<name>\S+) is not allowed by build daemon configuration")]
    private static partial Regex NotGranted();

    // "failed to load LLB: security.insecure is not allowed"
    [GeneratedRegex(@"(?:^|[\s:])(?<name>network\.host|security\.insecure) is not allowed")]
    private static partial Regex NotAsked();
}
