using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Puts one element into a project, Directory.Build.props or an import, and says what came of it.</summary>
internal static class WrittenElement
{
    /// <summary>The line of the element in its file.</summary>
    public const int Line = 4;

    public static (LineVerificationResult Result, string File) Verify(Place place, string element, string properties = "")
    {
        using var project = new LineProject();
        return Verify(project, place, element, properties);
    }

    public static (LineVerificationResult Result, string File) Verify(LineProject project, Place place, string element, string properties = "")
    {
        var group = $"<PropertyGroup>{properties}</PropertyGroup>\n<ItemGroup>\n{element}\n</ItemGroup>";
        var file = place switch
        {
            Place.Project => "app.proj",
            Place.DirectoryBuildProps => "Directory.Build.props",
            _ => "shared/lines.props",
        };
        project.WriteProject(place switch
        {
            Place.Project => group,
            Place.Import => "<Import Project=\"shared/lines.props\" />",
            _ => "",
        });
        if (place != Place.Project)
        {
            project.Write(file, $"<Project>\n{group}\n</Project>");
        }

        return (project.Verify(), project.PathOf(file));
    }

    public static string Corrected(Diagnostic error)
    {
        var start = error.Text.LastIndexOf(": <", StringComparison.Ordinal);
        Assert.True(start > 0, error.Text);
        return error.Text[(start + 2)..];
    }

    public static string Texts(LineVerificationResult result) => string.Join('\n', result.Lines.Select(line => line.Text));

    public static Diagnostic Single(ImmutableArray<Diagnostic> errors)
    {
        Assert.True(errors.Length == 1, string.Join('\n', errors.Select(e => $"{e.Code} {e.Text}")));
        return errors[0];
    }
}
