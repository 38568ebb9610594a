using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Compares a property that is free text with what the task got of it.</summary>
internal sealed class PropertyTextCheck(Project project, HostEnvironment host, ReceivedText received)
{
    /// <summary>The property as the project has it at its end; null if it is not written in a file.</summary>
    public ProjectProperty? Property { get; } = project.GetProperty(received.PropertyName) is { Xml: not null } property ? property : null;

    /// <summary>What is wrong; null if the text arrived as written, or was made elsewhere.</summary>
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
                return Diagnostic.Of(problem.Code, received.PropertyName, problem.Written, $"<![CDATA[…{problem.Offer}…]]>", problem.Written, problem.Offer)
                    .At(place.OfLine(LineOf(property.UnevaluatedValue, problem.Written)));
            }

            if (property == Property && IsReceived && !text.Expected.Matches(received.Value))
            {
                return Changed(property, text).At(place.OfLine(0));
            }
        }

        return null;
    }

    /// <summary>Whether the task got the value that the project ends with, and not one that a target made.</summary>
    public bool IsReceived =>
        Property is not null && Property.EvaluatedValue.ReplaceLineEndings("\n") == received.Value.ReplaceLineEndings("\n");

    /// <summary>The earlier text that a text goes on from: the property within itself.</summary>
    private ProjectProperty? Continued(ProjectProperty property) =>
        property.UnevaluatedValue.Contains($"$({received.PropertyName})", StringComparison.OrdinalIgnoreCase) ? property.Predecessor : null;

    /// <summary>A value that starts like a path on this machine gets its backslashes turned: a blank before it keeps them.</summary>
    private Diagnostic Changed(ProjectProperty property, ExpandedText text) => text.Expected.Matches(received.Value, Slashes.Forward)
        ? Diagnostic.Of("HRP2022", received.PropertyName, property.UnevaluatedValue, $"<![CDATA[ {text.Corrected}]]>")
        : Diagnostic.Of("HRP2026", received.PropertyName, property.UnevaluatedValue, text.Corrected);

    private static int LineOf(string text, string piece) =>
        text.AsSpan(0, text.IndexOf(piece, StringComparison.Ordinal)).Count('\n');
}
