using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Hosting;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines;

/// <summary>Compares <c>$(DockerfileText)</c> as written with what the task got.</summary>
internal sealed class DockerfileTextCheck(Project project, HostEnvironment host, string received)
{
    public const string PropertyName = "DockerfileText";

    /// <summary>The property as the project has it at its end; null where it is not written in a file.</summary>
    public ProjectProperty? Property { get; } = project.GetProperty(PropertyName) is { Xml: not null } property ? property : null;

    /// <summary>What is wrong; null when the text arrived as written, or was made elsewhere.</summary>
    public Diagnostic? Check()
    {
        for (var property = Property; property?.Xml is not null; property = Continued(property))
        {
            var text = TextExpander.Expand(
                TextScanner.Scan(property.UnevaluatedValue),
                new PlaceScope(project, host, property));
            var place = new TextPlace(property.Xml);
            if (text.Problem is { } problem)
            {
                return Diagnostic.Of(problem.Code, PropertyName, problem.Written, $"<![CDATA[…{problem.Offer}…]]>", problem.Written, problem.Offer)
                    .At(place.OfLine(LineOf(property.UnevaluatedValue, problem.Written)));
            }

            if (property == Property && IsReceived && !text.Expected.Matches(received, Slashes.Forward))
            {
                return Diagnostic.Of("HRP2026", PropertyName, property.UnevaluatedValue, text.Corrected, null, null).At(place.OfLine(0));
            }
        }

        return null;
    }

    /// <summary>Whether the task got the value that the project ends with, and not one that a target made.</summary>
    public bool IsReceived =>
        Property is not null && Property.EvaluatedValue.ReplaceLineEndings("\n") == received.ReplaceLineEndings("\n");

    /// <summary>The earlier text that a text goes on from: <c>$(DockerfileText)</c> within itself.</summary>
    private static ProjectProperty? Continued(ProjectProperty property) =>
        property.UnevaluatedValue.Contains($"$({PropertyName})", StringComparison.OrdinalIgnoreCase) ? property.Predecessor : null;

    private static int LineOf(string text, string piece) =>
        text.AsSpan(0, text.IndexOf(piece, StringComparison.Ordinal)).Count('\n');
}
