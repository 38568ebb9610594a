using Harpoon.BuildKit.Services;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace Harpoon.Engine.Builds.Secrets;

/// <summary>A private key from a file, as <c>ssh-keygen</c> makes it: Ed25519, ECDSA or RSA, in OpenSSH's form or PEM. The key stays in this process.</summary>
internal sealed class SshKeyFile : ISshKey
{
    private readonly Lock _signing = new();
    private readonly Dictionary<string, KeyHostAlgorithm> _algorithms;

    private SshKeyFile(PrivateKeyFile file, string path)
    {
        _algorithms = file.HostKeyAlgorithms.OfType<KeyHostAlgorithm>().ToDictionary(algorithm => algorithm.Name, StringComparer.Ordinal);
        var any = _algorithms.Values.First();
        PublicKey = any.Data;
        Comment = any.Key.Comment is { Length: > 0 } comment ? comment : Path.GetFileName(path);
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <inheritdoc/>
    public string Comment { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="id">The item that names it.</param>
    /// <param name="path">The file's full path.</param>
    /// <param name="host">This machine.</param>
    /// <exception cref="HarpoonException">HRP3058: it can't be read; HRP3059: it has a passphrase. Neither repeats any of the file.</exception>
    public static SshKeyFile Read(string id, string path, HostEnvironment host)
    {
        try
        {
            using var key = new MemoryStream(host.NamedFiles.Read(path));
            return new SshKeyFile(new PrivateKeyFile(key), path);
        }
        catch (SshPassPhraseNullOrEmptyException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3059", id, path), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SshException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3058", id, path, e.Message), e);
        }
    }

    /// <inheritdoc/>
    public byte[]? Sign(ReadOnlySpan<byte> data, SshSignatureHash hash)
    {
        // Steps go side by side.
        lock (_signing)
        {
            return Algorithm(hash)?.Sign(data.ToArray());
        }
    }

    /// <summary>An RSA key signs in as many ways as there are hashes; all others sign in one.</summary>
    private KeyHostAlgorithm? Algorithm(SshSignatureHash hash) => _algorithms.Count == 1
        ? _algorithms.Values.First()
        : _algorithms.GetValueOrDefault(hash switch
        {
            SshSignatureHash.Sha512 => "rsa-sha2-512",
            SshSignatureHash.Sha256 => "rsa-sha2-256",
            _ => "ssh-rsa",
        });
}
