using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Steps;

/// <summary>A limit of processes (setrlimit(2)), as the docker CLI's <c>--ulimit</c> reads it.</summary>
/// <param name="Name">What is limited: <c>nofile</c>.</param>
/// <param name="Soft">The limit that applies; -1 for none.</param>
/// <param name="Hard">The limit that it can be raised to; -1 for none.</param>
public sealed record Ulimit(string Name, long Soft, long Hard)
{
    private static readonly string[] Names =
    [
        "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    ];

    /// <summary>Reads <c>name=soft</c> or <c>name=soft:hard</c>.</summary>
    /// <exception cref="HarpoonException">HRP3200: it is no such limit.</exception>
    public static Ulimit Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "" : text[..equals].Trim();
        var values = text[(equals + 1)..].Split(':');
        return Names.Contains(name)
            && values.Length <= 2
            && TryRead(values[0], out var soft) && TryRead(values[^1], out var hard)
            && (hard < 0 || (soft >= 0 && soft <= hard))
                ? new Ulimit(name, soft, hard) { Include = text }
                : throw new HarpoonException(Diagnostic.Of("HRP3200", text, string.Join(", ", Names)));
    }

    /// <summary>The text that it was read from.</summary>
    public string? Include { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}={Soft}:{Hard}");

    private static bool TryRead(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= -1;
}
