using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Outputs;

/// <summary>Reads <c>$(DockerBuildOutput)</c>, as the docker CLI reads <c>--output</c>.</summary>
internal static class BuildOutputs
{
    private const string TypeField = "type";
    private const string DestinationField = "dest";

    private static readonly ImmutableArray<string> ImageAttributes = ["compression", "compression-level", "force-compression", "oci-mediatypes"];

    /// <summary>Reads it; null if the build makes an image on the engine.</summary>
    /// <param name="text">A folder, or <c>type=…,dest=…</c>.</param>
    /// <param name="archive"><c>$(DockerArchive)</c>: the file of an output that names none.</param>
    /// <param name="host">Where relative paths start.</param>
    /// <exception cref="HarpoonException">HRP3140: it can't be read.</exception>
    public static BuildOutput? Parse(string? text, string? archive, HostEnvironment host)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var written = text.Trim();
        var fields = QuotedFields.Split(written) ?? throw Wrong(written, "NotQuoted");
        if (fields is [var only] && !only.StartsWith($"{TypeField}=", StringComparison.Ordinal))
        {
            return only == "-" ? throw Wrong(written, "Standard") : new BuildOutput(OutputKind.Folder, host.FullPath(only));
        }

        return Read(written, Pairs(written, fields), NullIfEmpty(archive), host);
    }

    private static BuildOutput Read(string written, ImmutableSortedDictionary<string, string> pairs, string? archive, HostEnvironment host)
    {
        var kind = pairs.GetValueOrDefault(TypeField) switch
        {
            "local" => OutputKind.Folder,
            "tar" => OutputKind.Tar,
            "oci" => OutputKind.Oci,
            "docker" => OutputKind.Docker,
            null => throw Wrong(written, "NoType"),
            "image" or "registry" => throw Wrong(written, "Image"),
            var other => throw Wrong(written, "Type", other),
        };
        var path = NullIfEmpty(pairs.GetValueOrDefault(DestinationField)) ?? (kind == OutputKind.Folder ? null : archive);
        var output = new BuildOutput(kind, path is null or "-" ? "" : host.FullPath(path))
        {
            Attributes = pairs.RemoveRange([TypeField, DestinationField]),
        };
        var unknown = output.Attributes.Keys.FirstOrDefault(name => !output.IsImage || !ImageAttributes.Contains(name));
        return unknown is not null ? throw Wrong(written, "Attribute", unknown)
            : path == "-" ? throw Wrong(written, "Standard")
            : output.Path.Length == 0 ? throw Wrong(written, kind == OutputKind.Folder ? "NoFolder" : "NoFile")
            : output;
    }

    private static ImmutableSortedDictionary<string, string> Pairs(string written, ImmutableArray<string> fields)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw Wrong(written, "NotPair", field);
            }

            // The docker CLI takes capitals too.
            pairs[field[..equals].Trim().ToLowerInvariant()] = field[(equals + 1)..];
        }

        return pairs.ToImmutable();
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static HarpoonException Wrong(string written, string reason, string? about = null) =>
        new(Diagnostic.Of("HRP3140", written, DiagnosticTexts.Format($"Detail.Output{reason}", about)).AboutProperty(OptionNames.BuildOutput));
}
