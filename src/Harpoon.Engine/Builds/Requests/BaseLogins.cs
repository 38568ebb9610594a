using System.Collections.Immutable;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>The credentials that an engine needs to build, where it can't ask for them.</summary>
internal static class BaseLogins
{
    /// <summary>
    /// The credentials of the registries whose images the engine will pull. The docker CLI sends all that a user has, and runs every helper for it: here a helper is
    /// run for what is needed, and no registry's password goes where it has no use.
    /// </summary>
    /// <returns>By the names that engines look for.</returns>
    public static async Task<IReadOnlyDictionary<string, RegistryCredential>> FindAsync(ImageBuildPlan plan, RegistryCredentials credentials)
    {
        var found = ImmutableDictionary.CreateBuilder<string, RegistryCredential>(StringComparer.Ordinal);
        foreach (var registry in Registries(plan))
        {
            if (await credentials.FindAsync(registry) is { } credential)
            {
                found[RegistryName.KeyOf(registry)] = credential;
            }
        }

        return found.ToImmutable();
    }

    private static IEnumerable<string> Registries(ImageBuildPlan plan)
    {
        var there = plan.Bases.Where(image => image.Details is not null).Select(image => image.Reference).ToHashSet(StringComparer.Ordinal);
        return plan.Request.Reading.Bases

            // What is there for one platform is pulled for another.
            .Where(image => plan.Request.Pull || plan.Request.Platform is not null || image.Platform is not null || !there.Contains(image.Reference))
            .Where(image => !ImageIds.IsWhole(image.Reference) && ImageReference.TryParse(image.Reference, out _))
            .Select(image => ImageReference.Parse(image.Reference).Registry)
            .Distinct(StringComparer.Ordinal);
    }
}
