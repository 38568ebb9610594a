using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles.Instructions;

/// <summary>A mount of a <c>RUN</c>: <c>--mount=type=bind,from=image,target=/x</c>.</summary>
/// <param name="Type">Its type, in small letters; <c>bind</c> by default.</param>
/// <param name="From">The stage or image that it shows; null for the build context.</param>
internal sealed record RunMount(string Type, string? From)
{
    /// <summary>What a secret or an agent is called by; null for a mount of another type, and for one that names none.</summary>
    public string? Id { get; private init; }

    /// <summary>What of the stage, image or context is shown; null for all.</summary>
    public string? Source { get; private init; }

    /// <summary>Where it is in the step; null if it does not say so.</summary>
    public string? Target { get; private init; }

    /// <summary>Its other fields, by name in small letters; empty for one without a value.</summary>
    public ImmutableDictionary<string, string> Options { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether it shows the context. A type that is a variable may.</summary>
    public bool UsesContext => (Type == "bind" || Type.Contains('$', StringComparison.Ordinal)) && string.IsNullOrEmpty(From);

    public static IEnumerable<RunMount> All(Instruction instruction) =>
        instruction.Name == "RUN" ? instruction.Flags.Select(Of).OfType<RunMount>() : [];

    /// <summary>The mount that a flag of a <c>RUN</c> is; null for other flags.</summary>
    public static RunMount? Of(InstructionFlag flag) =>
        flag.Name.Equals("mount", StringComparison.OrdinalIgnoreCase) ? Parse(flag.Value) : null;

    private static RunMount Parse(string value)
    {
        var mount = new RunMount("bind", From: null);
        string? id = null, source = null, target = null;
        foreach (var field in CommaList.Split(value))
        {
            var parts = field.Split('=', 2);
            switch (parts[0].ToLowerInvariant(), parts.Length)
            {
                case ("type", 2):
                    mount = mount with { Type = parts[1].ToLowerInvariant() };
                    break;
                case ("from", 2):
                    mount = mount with { From = parts[1] };
                    break;
                case ("id", 2):
                    id = parts[1];
                    break;
                case ("source" or "src", 2):
                    source = parts[1];
                    break;
                case ("target" or "dst" or "destination", 2):
                    target = parts[1];
                    break;
                default:
                    mount = mount with { Options = mount.Options.SetItem(parts[0].ToLowerInvariant(), parts.ElementAtOrDefault(1) ?? "") };
                    break;
            }
        }

        mount = mount with { Source = source, Target = target };
        return mount.Type switch
        {
            "secret" => mount with { Id = NullIfEmpty(source) ?? NullIfEmpty(id) ?? target?.TrimEnd('/').Split('/')[^1] },
            "ssh" => mount with { Id = NullIfEmpty(source) ?? NullIfEmpty(id) ?? "default" },
            _ => mount,
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
