using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Machine.Secrets;

/// <summary>Reads a secret from where it is. No error repeats any of it.</summary>
internal static class SecretValue
{
    /// <summary>What an engine takes at most, in bytes.</summary>
    private const int Largest = 500 * 1024;

    /// <exception cref="HarpoonException">HRP3051: it has no source, or more than one; HRP3052–HRP3054: it is not there; HRP3056: it is too large.</exception>
    public static ReadOnlyMemory<byte> Read(SecretSource secret, HostEnvironment host)
    {
        var value = (secret.File, secret.EnvironmentVariable, secret.UserSecret) switch
        {
            ({ } path, null, null) => ReadFile(secret.Name, host.FullPath(path), host),
            (null, { } name, null) => host.Variable(name) is { } text
                ? Encoding.UTF8.GetBytes(text)
                : throw new HarpoonException(Diagnostic.Of("HRP3053", secret.Name, name)),
            (null, null, { } key) => Encoding.UTF8.GetBytes(UserSecrets.Read(secret, key, host)),
            _ => throw new HarpoonException(Diagnostic.Of("HRP3051", secret.Name)),
        };
        return value.Length <= Largest ? value : throw new HarpoonException(Diagnostic.Of("HRP3056", secret.Name, value.Length, Largest));
    }

    private static byte[] ReadFile(string id, string path, HostEnvironment host)
    {
        try
        {
            return host.NamedFiles.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3052", id, path, e.Message), e);
        }
    }
}
