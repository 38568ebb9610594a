using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Engine.Machine.Files;
using Harpoon.Patterns;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>
/// Reads from a Dockerfile which part of its context the classic builder, which is sent all of it, can copy. What isn't surely understood (a variable, a quote, a link
/// on the way, another's <c>ONBUILD</c>) counts as everything.
/// </summary>
internal static class CopiedSources
{
    /// <summary>What means the same to the builder as to a list of patterns, besides letters and digits.</summary>
    private const string Understood = "._-/*?@ ";

    /// <summary>The part of a build's context that its instructions reach.</summary>
    public static ContextScope ScopeOf(ImageBuildPlan plan)
    {
        var syntax = plan.Request.Syntax;
        if (plan.Bases.Any(image => image.Details is null or { HasTriggers: true }) || !syntax.Instructions.All(IsUnderstood))
        {
            return ContextScope.Everything;
        }

        List<string> sources = [.. syntax.Instructions.Where(CopiesFromContext).SelectMany(CopySources.Of).Select(Relative)];
        try
        {
            return sources.Exists(source => !source.All(c => char.IsLetterOrDigit(c) || Understood.Contains(c, StringComparison.Ordinal)) || LeadsThroughLink(source, plan.Context))
                ? ContextScope.Everything
                : ContextScope.Of(sources);
        }
        catch (FormatException)
        {
            return ContextScope.Everything;
        }
    }

    private static bool CopiesFromContext(Instruction instruction) => instruction.Name is "COPY" or "ADD" && string.IsNullOrEmpty(instruction.Flag("from"));

    private static bool IsUnderstood(Instruction instruction) => instruction.Name switch
    {
        "COPY" or "ADD" => instruction.Heredocs.IsEmpty && instruction.Flags.All(flag => flag.Name is "from" or "chown" or "chmod"),
        "RUN" => instruction.Flags.IsEmpty,
        "ONBUILD" => false,
        _ => true,
    };

    private static string Relative(string source) => GoPath.Clean("/" + source).TrimStart('/') is { Length: > 0 } path ? path : ".";

    /// <summary>Whether a source is a link, or lies behind one: what that leads to is copied.</summary>
    private static bool LeadsThroughLink(string source, BuildContext context)
    {
        Glob?[] parts = [.. source.Split('/').Select(NameGlob.Of)];
        return context.Entries
            .Where(entry => entry.Status.Kind == EntryKind.Link)
            .Select(entry => entry.Path.Split('/'))
            .Any(link => link.Length <= parts.Length && link.Zip(parts).All(pair => pair.Second?.IsMatch(pair.First) ?? true));
    }
}
