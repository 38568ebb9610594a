using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Registries.Credentials;

/// <summary>Makes sure, before anything is sent, that the credentials that a project names are there.</summary>
public static class CredentialSources
{
    /// <summary>Those that work of a kind may need, each of them looked at. Others may be missing: who builds need not have the password of who pushes.</summary>
    /// <exception cref="HarpoonException">HRP5012: a name is no registry's; HRP5013: there are two for the same; HRP5016, HRP3051–HRP3054, HRP3056: a secret is not there.</exception>
    public static ImmutableArray<CredentialSource> For(RegistryAccess access, ImmutableArray<CredentialSource> sources, HostEnvironment host)
    {
        ImmutableArray<CredentialSource> serving = [.. sources.Where(source => (source.Access & access) != RegistryAccess.None)];
        ImmutableArray<Diagnostic> problems = [.. serving.SelectMany((source, index) => Problems(source, serving[..index], host))];
        return problems.IsEmpty ? serving : throw new HarpoonException(problems);
    }

    private static IEnumerable<Diagnostic> Problems(CredentialSource source, ImmutableArray<CredentialSource> earlier, HostEnvironment host)
    {
        var item = new ItemReference(CredentialSource.ItemName, source.Registry) { Mark = new("Access", source.Access.ToString()) };
        try
        {
            if (!RegistryName.IsRegistry(source.Registry))
            {
                return [Diagnostic.Of("HRP5012", source.Registry).About(item)];
            }

            if (earlier.Any(other => RegistryName.Matches(other.Registry, RegistryName.HostOf(source.Registry))))
            {
                return [Diagnostic.Of("HRP5013", source.Registry).About(item)];
            }

            if (source.Secret.File is not { } file || !host.NamedFiles.IsLeft(host.FullPath(file)))
            {
                source.Read(host);
            }

            return [];
        }
        catch (HarpoonException e)
        {
            return e.Diagnostics.Select(diagnostic => diagnostic.About(item));
        }
    }
}
