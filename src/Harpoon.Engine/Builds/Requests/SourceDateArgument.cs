using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>The time of a project's sources as the build argument that BuildKit and Dockerfiles read.</summary>
internal static class SourceDateArgument
{
    /// <param name="arguments">The build's arguments.</param>
    /// <param name="date">The time; null if none is set.</param>
    /// <param name="builder">Which builder builds: the classic one warns of an argument that nothing declares, which the user has not given as an argument.</param>
    /// <param name="syntax">The Dockerfile.</param>
    /// <exception cref="HarpoonException">HRP3213: the project also gives the argument, with another time.</exception>
    public static IReadOnlyDictionary<string, string?> PutIn(IReadOnlyDictionary<string, string?> arguments, SourceDate? date, BuilderDecision builder, DockerfileSyntax syntax)
    {
        if (date is null || (!builder.IsBuildKit && !(date.IsOfProject && IsDeclared(syntax))))
        {
            return arguments;
        }

        if (!arguments.TryGetValue(SourceDate.Variable, out var given))
        {
            return new Dictionary<string, string?>(arguments, StringComparer.Ordinal) { [SourceDate.Variable] = date.Text };
        }

        return !date.IsOfProject || given == date.Text
            ? arguments
            : throw new HarpoonException(Diagnostic.Of("HRP3213", given, date.Text).About(new ItemReference(OptionNames.BuildArgument, SourceDate.Variable)));
    }

    private static bool IsDeclared(DockerfileSyntax syntax) => syntax.Instructions.Any(instruction =>
        instruction.Name == "ARG" && instruction.Words.Any(word => word.Split('=')[0] == SourceDate.Variable));
}
