using System.Text;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Evaluation;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines.Checks;

/// <summary>Tries what is to be written instead before it is shown: MSBuild must make of it what was meant, and nothing may be wrong with it.</summary>
internal sealed class CorrectionTrial(ProjectEvaluation evaluation, FreeTextRule rule)
{
    public bool Holds(Correction correction)
    {
        try
        {
            using var trial = evaluation.Try(ProjectAround(correction.Xml));
            var received = new ReceivedItems(rule.ItemName, trial.Received(rule.ItemName));
            return received.Items.Count == correction.Meant.Count
                && correction.Meant.Zip(received.Items).All(pair => Becomes(pair.Second, pair.First))
                && new FreeTextCheck(trial, received).Check().IsEmpty;
        }
        catch (InvalidProjectFileException)
        {
            return false;
        }
    }

    private bool Becomes(ITaskItem item, ExpectedText meant) => rule.IsLine
        ? meant.Matches(Blanks(LineItem.Read(item, LinePlace.Unknown).Text), Blanks)
        : meant.Matches(item.ItemSpec, rule.Backslash == "/" ? Slashes.Forward : text => text);

    /// <summary>How many blanks are between an instruction and its arguments means nothing.</summary>
    private static string Blanks(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not (' ' or '\t'))
            {
                result.Append(c);
            }
            else if (result.Length == 0 || result[^1] != ' ')
            {
                result.Append(' ');
            }
        }

        return result.ToString();
    }

    private string ProjectAround(string xml)
    {
        var names = TextScanner.Scan(xml).Select(piece => piece.Value).Where(name => name.Length > 0).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var text = new StringBuilder("<Project><PropertyGroup>");
        foreach (var property in evaluation.Project.Properties.Where(property => IsMentioned(property, xml)))
        {
            text.Append('<').Append(property.Name).Append('>')
                .Append(XmlText.Element(Literal(property.EvaluatedValue)))
                .Append("</").Append(property.Name).Append('>');
        }

        text.Append("</PropertyGroup><ItemGroup>");
        foreach (var item in names.Where(name => !name.Equals(rule.ItemName, StringComparison.OrdinalIgnoreCase)).SelectMany(evaluation.Project.GetItems))
        {
            text.Append('<').Append(item.ItemType).Append(" Include=\"").Append(XmlText.Attribute(ProjectCollection.Escape(item.EvaluatedInclude))).Append("\" />");
        }

        return text.Append("</ItemGroup><ItemGroup>").Append(xml).Append("</ItemGroup></Project>").ToString();
    }

    /// <summary>A property's value as it stands: a list stays one, and a pattern.</summary>
    private static string Literal(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("$", "%24", StringComparison.Ordinal)
        .Replace("@", "%40", StringComparison.Ordinal);

    // In functions too: a name that is only part of another is defined in vain.
    private static bool IsMentioned(ProjectProperty property, string xml) =>
        property is { IsReservedProperty: false, IsEnvironmentProperty: false } && xml.Contains($"$({property.Name}", StringComparison.OrdinalIgnoreCase);
}
