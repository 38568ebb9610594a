namespace Harpoon.Engine.Runs.Options.Volumes;

/// <summary>The options behind a volume's second colon, as an engine on Linux knows them: at most one of each kind.</summary>
/// <remarks>https://docs.docker.com/engine/storage/bind-mounts/#options-for---volume</remarks>
internal static class VolumeOptions
{
    /// <summary>Why the engine would refuse them; null if it would not.</summary>
    public static string? Complaint(string options, bool isBind)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in options.Length == 0 ? [] : options.Split(','))
        {
            if (KindOf(option) is not { } kind)
            {
                return $"'{option}' is not an option of a volume; ro and rw are, and z, Z, nocopy.";
            }

            if (!seen.Add(kind))
            {
                return $"'{option}' contradicts or repeats another of its options.";
            }

            if (kind == (isBind ? "copy" : "propagation"))
            {
                return isBind ? $"'{option}' is for volumes, and this is a path." : $"'{option}' is for paths, and this is a volume.";
            }
        }

        return null;
    }

    /// <summary>Whether a text is one of them.</summary>
    public static bool IsOption(string text) => KindOf(text) is not null;

    private static string? KindOf(string option) => option switch
    {
        "ro" or "rw" => "access",
        "z" or "Z" => "label",
        "nocopy" => "copy",
        "private" or "rprivate" or "shared" or "rshared" or "slave" or "rslave" => "propagation",
        "consistent" or "cached" or "delegated" => "consistency",
        _ => null,
    };
}
