using System.Text;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;

namespace Harpoon.Engine.Runs.Options;

/// <summary>Reads a variable whose value is a secret of this machine, as the secrets of builds are read.</summary>
public static class SecretVariable
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="secret">Where it is; named like the variable.</param>
    /// <param name="host">The machine.</param>
    /// <exception cref="HarpoonException">HRP3051 to HRP3054, HRP3056: it can't be read; HRP4311: it can't be a variable's value.</exception>
    public static EnvironmentVariable Read(SecretSource secret, HostEnvironment host)
    {
        var isLeft = secret is { File: { } path, EnvironmentVariable: null, UserSecret: null } && host.NamedFiles.IsLeft(host.FullPath(path));
        var variable = new EnvironmentVariable(secret.Name, isLeft ? "" : Text(secret, host)) { IsInherited = true, Secret = secret };
        return variable.Name.Length > 0 && !variable.Name.Contains('=', StringComparison.Ordinal) ? variable : throw new HarpoonException(Diagnostic.Of("HRP4005", variable.Name));
    }

    private static string Text(SecretSource secret, HostEnvironment host)
    {
        try
        {
            // Of a file the last line's end is no part of it, as in a shell's $(cat file).
            var text = Strict.GetString(SecretValue.Read(secret, host).Span);
            var value = secret.File is null ? text : text.TrimEnd('\r', '\n');
            return value.Contains('\0', StringComparison.Ordinal) ? throw new HarpoonException(Diagnostic.Of("HRP4311", secret.Name)) : value;
        }
        catch (DecoderFallbackException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4311", secret.Name));
        }
    }
}
