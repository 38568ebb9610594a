using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>MSBuild makes a property of every environment variable, and names are case-insensitive: <c>$(pwd)</c> is the current folder of the build.</summary>
internal static class EnvironmentProperties
{
    /// <summary>Whether a property is an environment variable alone. One that the project names too, if only to give it a default, is the project's.</summary>
    public static bool IsOnlyThere(ProjectProperty property, Project project) =>
        property.IsEnvironmentProperty && !IsNamed(property.Name, project);

    /// <summary>Whether the project has an element for a property, on a condition or not.</summary>
    public static bool IsNamed(string name, Project project) => project.Imports
        .Select(import => import.ImportedProject)
        .Prepend(project.Xml)
        .SelectMany(file => file.Properties)
        .Any(element => element.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
