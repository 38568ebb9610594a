using Harpoon.Engine.Archives.Writing;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Outputs;

/// <summary>Finds out whether an output can be written where the project wants it, before anything is built.</summary>
internal static class OutputPlace
{
    /// <summary>Looks, and writes nothing.</summary>
    /// <exception cref="HarpoonException">HRP4076: something is in the way.</exception>
    public static void Check(BuildOutput? output) => Do(output, WritablePlace.Check);

    /// <summary>Tries to write there.</summary>
    /// <exception cref="HarpoonException">HRP4076: nothing can be written there.</exception>
    public static void Try(BuildOutput? output) => Do(output, WritablePlace.Try);

    private static void Do(BuildOutput? output, Action<string, bool> work)
    {
        if (output is null)
        {
            return;
        }

        try
        {
            work(output.Path, output.Kind == OutputKind.Folder);
        }
        catch (HarpoonException e)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(diagnostic => diagnostic.AboutProperty(OptionNames.BuildOutput))], e);
        }
    }
}
