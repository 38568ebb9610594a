namespace Harpoon.Engine.Dockerfiles;

/// <summary>A mount of a <c>RUN</c>: <c>--mount=type=bind,from=image,target=/x</c>.</summary>
/// <param name="Type">Its type; <c>bind</c> by default.</param>
/// <param name="From">The stage or image that it shows; null for the build context.</param>
internal sealed record RunMount(string Type, string? From)
{
    public bool UsesContext => Type == "bind" && From is null;

    public static IEnumerable<RunMount> All(Instruction instruction) => instruction.Flags.Select(Of).OfType<RunMount>();

    /// <summary>The mount that a flag of a <c>RUN</c> is; null for other flags.</summary>
    public static RunMount? Of(InstructionFlag flag) =>
        flag.Name.Equals("mount", StringComparison.OrdinalIgnoreCase) ? Parse(flag.Value) : null;

    private static RunMount Parse(string value)
    {
        var mount = new RunMount("bind", From: null);
        foreach (var field in value.Split(','))
        {
            var parts = field.Split('=', 2);
            mount = (parts[0].Trim(), parts.Length) switch
            {
                ("type", 2) => mount with { Type = parts[1] },
                ("from", 2) => mount with { From = parts[1] },
                _ => mount,
            };
        }

        return mount;
    }
}
