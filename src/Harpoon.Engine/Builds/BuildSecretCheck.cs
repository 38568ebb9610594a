using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Secrets;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;

namespace Harpoon.Engine.Builds;

/// <summary>Makes sure, before a build starts, that all that it offers to its steps is there.</summary>
internal static class BuildSecretCheck
{
    /// <exception cref="HarpoonException">HRP3050–HRP3060.</exception>
    public static void ThrowUnlessGiven(ImageBuildRequest request, HostEnvironment host)
    {
        if (request.Secrets.IsEmpty && request.SshForwards.IsEmpty)
        {
            return;
        }

        ImmutableArray<ItemReference> items = [.. request.Secrets.Select(ItemOf), .. request.SshForwards.Select(ItemOf)];
        if (request.Builder.WhyClassic is { } reason)
        {
            throw new HarpoonException([.. items.Select(item => Diagnostic.Of("HRP3050", item.Name, reason).About(item))]);
        }

        ThrowIfTwice(items);
        ImmutableArray<Diagnostic> missing =
        [
            .. request.Secrets.SelectMany(secret => Missing(ItemOf(secret), () => SecretValue.Read(secret, host))),
            .. request.SshForwards.SelectMany(forward => Missing(ItemOf(forward), () => ForwardedAgent.Of(forward, host))),
        ];
        if (!missing.IsEmpty)
        {
            throw new HarpoonException(missing);
        }
    }

    private static ItemReference ItemOf(SecretSource secret) => new(OptionNames.BuildSecret, secret.Name);

    private static ItemReference ItemOf(SshForward forward) => new(OptionNames.BuildSsh, forward.Id);

    private static IEnumerable<Diagnostic> Missing<T>(ItemReference item, Func<T> read)
    {
        try
        {
            read();
            return [];
        }
        catch (HarpoonException e)
        {
            return e.Diagnostics.Select(diagnostic => diagnostic.About(item));
        }
    }

    private static void ThrowIfTwice(IEnumerable<ItemReference> items)
    {
        var seen = new HashSet<ItemReference>();
        foreach (var item in items)
        {
            if (!seen.Add(item))
            {
                throw new HarpoonException(Diagnostic.Of("HRP3055", item.Name, item.Include).About(item));
            }
        }
    }
}
