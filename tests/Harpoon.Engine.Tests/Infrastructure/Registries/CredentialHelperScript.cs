namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>A credential helper that is a shell script and writes down how it was called.</summary>
internal sealed class CredentialHelperScript
{
    private readonly string _calls;

    /// <param name="folder">Where it is; the folder has to be on the path.</param>
    /// <param name="name">Its name, without <c>docker-credential-</c>.</param>
    /// <param name="script">What it does; <c>$registry</c> is what it was asked for.</param>
    public CredentialHelperScript(string folder, string name, string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The helper is a shell script.");
        var path = Path.Combine(folder, $"docker-credential-{name}");
        _calls = path + ".calls";
        File.WriteAllText(path, $"#!/bin/sh\nread -r registry\necho \"$* $registry\" >>{_calls}\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The arguments of each call, and the registry that it was asked for.</summary>
    public IReadOnlyList<string> Calls => File.Exists(_calls) ? File.ReadAllLines(_calls) : [];

    /// <summary>A script that answers with a login.</summary>
    public static string Answer(string user, string secret) => $$"""echo '{"ServerURL":"'$registry'","Username":"{{user}}","Secret":"{{secret}}"}'""";
}
