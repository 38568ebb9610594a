using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Requests;

/// <summary>The time of a project's sources as the build argument that BuildKit and Dockerfiles read.</summary>
internal static class SourceDateArgument
{
    /// <param name="arguments">The build's arguments.</param>
    /// <param name="date">The time; null if none is set.</param>
    /// <param name="builder">Which builder builds: the classic one warns of an argument that nothing declares, which is no news about the environment.</param>
    /// <exception cref="HarpoonException">HRP3213: the project also gives the argument, with another time.</exception>
    public static IReadOnlyDictionary<string, string?> PutIn(IReadOnlyDictionary<string, string?> arguments, SourceDate? date, BuilderDecision builder)
    {
        if (date is null || (!date.IsOfProject && !builder.IsBuildKit))
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
}
