using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads <c>@(DockerRegistryCredential)</c>.</summary>
internal static class CredentialParameters
{
    private const string UserName = "UserName";
    private const string Access = "Access";

    /// <exception cref="HarpoonException">HRP5014, HRP5015: one says nothing that can be meant.</exception>
    public static ImmutableArray<CredentialSource> Parse(ITaskItem[] items, string? userSecretsId) =>
        [.. items.Select(item => Parse(item, userSecretsId))];

    private static CredentialSource Parse(ITaskItem item, string? userSecretsId) =>
        new(item.ItemSpec.Trim(), SecretParameters.Parse(item, userSecretsId)) { UserName = UserOf(item), Access = AccessOf(item) };

    /// <summary>An empty one is no identity token's, but a variable's that is not set.</summary>
    private static string? UserOf(ITaskItem item) =>
        WrittenMetadata.Of(item, UserName) is not { } name ? null
        : string.IsNullOrWhiteSpace(name) ? throw new HarpoonException(Diagnostic.Of("HRP5014", item.ItemSpec).About(ReferenceTo(item)))
        : name.Trim();

    private static RegistryAccess AccessOf(ITaskItem item) => item.GetMetadata(Access).Trim().ToUpperInvariant() switch
    {
        "PULL" => RegistryAccess.Pull,
        "PUSH" => RegistryAccess.Push,
        "" or "BOTH" => RegistryAccess.Both,
        _ => throw new HarpoonException(Diagnostic.Of("HRP5015", item.GetMetadata(Access)).About(ReferenceTo(item))),
    };

    private static ItemReference ReferenceTo(ITaskItem item) =>
        new(CredentialSource.ItemName, item.ItemSpec) { Mark = new(Access, item.GetMetadata(Access)) };
}
