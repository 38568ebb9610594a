namespace Harpoon.BuildKit.Logins;

/// <summary>Where a build's registry logins come from.</summary>
public interface IRegistryLogins
{
    /// <summary>The login for a registry, as BuildKit names it (Docker Hub is <c>registry-1.docker.io</c>); null for an anonymous pull.</summary>
    ValueTask<RegistryLogin?> FindAsync(string host, CancellationToken cancellationToken);
}
