using Microsoft.Build.Construction;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Execution;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>The conditions on an element and on all that it stands in.</summary>
internal sealed class ConditionChain(ProjectInstance instance)
{
    public bool Holds(ProjectElement element)
    {
        for (var current = element; current is not (null or ProjectRootElement); current = current.Parent)
        {
            if (!HoldsAlone(current) || HasEarlierChoice(current))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Within <c>Choose</c> the first <c>When</c> that holds is taken.</summary>
    private bool HasEarlierChoice(ProjectElement element) =>
        element is ProjectWhenElement or ProjectOtherwiseElement
        && element.Parent.Children.TakeWhile(sibling => sibling != element).Any(HoldsAlone);

    private bool HoldsAlone(ProjectElement element)
    {
        if (string.IsNullOrEmpty(element.Condition))
        {
            return true;
        }

        // By the project's end the lists differ from what they were here.
        if (element.Condition.Contains("@(", StringComparison.Ordinal))
        {
            return true;
        }

        try
        {
            return instance.EvaluateCondition(InItsFile(element));
        }
        catch (InvalidProjectFileException)
        {
            return true;
        }
    }

    private static string InItsFile(ProjectElement element)
    {
        var file = element.ContainingProject.FullPath;
        return element.Condition
            .Replace("$(MSBuildThisFileFullPath)", file, StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFileDirectory)", Path.GetDirectoryName(file) + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFileName)", Path.GetFileNameWithoutExtension(file), StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFileExtension)", Path.GetExtension(file), StringComparison.OrdinalIgnoreCase)
            .Replace("$(MSBuildThisFile)", Path.GetFileName(file), StringComparison.OrdinalIgnoreCase);
    }
}
