using System.Security.Cryptography;
using System.Text;

namespace Harpoon.BuildKit.Sessions;

/// <summary>Keys that a daemon keeps a context's files under.</summary>
public static class SharedKey
{
    /// <summary>
    /// A key for a context. Two builds that run at the same time under one key make the daemon take all files again, so whatever can build by itself
    /// (machine, project, context) is a part of it, and nothing that changes between builds.
    /// </summary>
    /// <param name="parts">What the context belongs to; only their hash is sent.</param>
    public static string Of(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
