using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>Reads the named contexts of a project, and says what is wrong with one before anything is sent.</summary>
internal static class NamedContextSources
{
    /// <summary>The contexts, each folder by its full path.</summary>
    /// <exception cref="HarpoonException">HRP3055, HRP3120, HRP3121, HRP3125: one can't be used.</exception>
    public static ImmutableArray<NamedContext> Resolve(ImmutableArray<NamedContext> contexts, HostEnvironment host)
    {
        ImmutableArray<Diagnostic> problems = [.. contexts.Select((context, index) => ProblemOf(context, contexts.AsSpan(0, index))).OfType<Diagnostic>()];
        return problems.IsEmpty ? [.. contexts.Select(context => Resolve(context, host))] : throw new HarpoonException(problems);
    }

    /// <exception cref="HarpoonException">HRP3122: a folder is not there.</exception>
    public static void ThrowUnlessThere(ImmutableArray<NamedContext> contexts)
    {
        ImmutableArray<Diagnostic> problems =
        [
            .. contexts
                .Where(context => context.Kind == NamedContextKind.Folder && !Directory.Exists(context.Source))
                .Select(context => About(context, File.Exists(context.Source) ? "HRP3122.File" : "HRP3122", context.Name, context.Source)),
        ];
        if (!problems.IsEmpty)
        {
            throw new HarpoonException(problems);
        }
    }

    private static NamedContext Resolve(NamedContext context, HostEnvironment host)
    {
        var named = context with { Name = NamedContexts.Canonical(context.Name.Trim()), Source = context.Source.Trim() };
        return named.IsProject ? named with { Source = host.FullPath(named.Source) } : named.Kind == NamedContextKind.Folder ? named with { Source = Path.TrimEndingDirectorySeparator(host.FullPath(named.Source)) } : named;
    }

    private static Diagnostic? ProblemOf(NamedContext context, ReadOnlySpan<NamedContext> before)
    {
        var name = context.Name.Trim();
        if (NamedContexts.IsReserved(name))
        {
            return About(context, "HRP3120", context.Name, "the name has another meaning in every Dockerfile");
        }

        if (Complaint(name) is { } complaint)
        {
            return About(context, "HRP3120", context.Name, complaint);
        }

        foreach (var other in before)
        {
            if (NamedContexts.Canonical(other.Name.Trim()) == NamedContexts.Canonical(name))
            {
                return About(context, "HRP3055", OptionNames.NamedContext, context.Name);
            }
        }

        return context.IsProject ? null : ProblemOfSource(context with { Source = context.Source.Trim() });
    }

    private static Diagnostic? ProblemOfSource(NamedContext context) => context.Kind switch
    {
        _ when context.Source.Length == 0 => About(context, "HRP3121", context.Name, "is empty"),
        NamedContextKind.Unknown => About(context, "HRP3121", context.Name, $"is '{WithoutLogin(context.Source)}', an address of another kind"),
        NamedContextKind.Git or NamedContextKind.Web when HasLogin(context.Source) => About(context, "HRP3125", context.Name),
        NamedContextKind.Image when Complaint(context.Image!) is { } complaint =>
            About(context, "HRP3121", context.Name, $"is not an image, because {complaint}"),
        _ => null,
    };

    private static string? Complaint(string image)
    {
        var (name, tag, digest) = ImageReference.Split(image);
        return ImageReferenceGrammar.Complaint(name, tag, digest);
    }

    /// <summary>Whether an address has a user and password, or a token, before the host.</summary>
    private static bool HasLogin(string address) => WithoutLogin(address) != address;

    private static string WithoutLogin(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        if (start < "://".Length)
        {
            return address;
        }

        var end = address.AsSpan(start).IndexOfAny("/?#");
        var host = end < 0 ? address[start..] : address.Substring(start, end);
        var at = host.LastIndexOf('@');
        return at < 0 ? address : address.Remove(start, at + 1);
    }

    private static Diagnostic About(NamedContext context, string code, params object?[] arguments) =>
        Diagnostic.Of(code, arguments).About(new ItemReference(OptionNames.NamedContext, context.Name));
}
