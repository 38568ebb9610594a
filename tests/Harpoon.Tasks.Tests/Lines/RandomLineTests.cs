using System.Text.RegularExpressions;
using CsCheck;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Tasks.Lines.Received;
using Harpoon.Tasks.Lines.Texts;
using Microsoft.Build.Exceptions;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Whatever is written, the Dockerfile has exactly this line, or there is an error.</summary>
[Collection("MSBuild")]
public partial class RandomLineTests
{
    private static readonly string[] Tokens =
    [
        "a", "b", " ", " ", ".", "-", "|", "'", "\"", "&", "<", ">", "*", "?", ";", "\\", "/", "/bin/sh ", "%", "0", "2", "d",
        "%2A", "%24", "%25", "%3b", "%02d", "%0a", "$", "$(", "$(Word)", "$(whoami)", "$(uname -r)", "(", ")", "@", "@(", "@(Fruit)", "%(", "%(x)", "->", "RUN ",
    ];

    private static readonly Gen<string> Text = Gen.OneOfConst(Tokens).Array[1, 10].Select(string.Concat);

    [Fact]
    public void A_line_is_never_lost_or_changed_in_silence() => Gen.Select(Text, Gen.Bool).Sample(
        (text, inArguments) =>
        {
            using var project = new LineProject();
            var value = XmlText.Attribute($"x{text}");
            var element = inArguments
                ? $"<DockerfileLine Include=\"RUN\" Arguments=\"{value}\" />"
                : $"<DockerfileLine Include=\"RUN {value}\" />";
            project.WriteProject($"<PropertyGroup><Word>word</Word></PropertyGroup><ItemGroup>{element}</ItemGroup>");
            return ArrivesOrIsRefused(project, $"RUN x{text}", inArguments);
        },
        iter: 150,
        threads: 1);

    private static bool ArrivesOrIsRefused(LineProject project, string raw, bool inArguments)
    {
        LineVerificationResult result;
        try
        {
            result = project.Verify();
        }
        catch (InvalidProjectFileException)
        {
            // MSBuild itself refuses it, aloud.
            return true;
        }

        var rendered = DockerfileSource.FromLines(result.Lines).Text;
        return result.Errors.Length > 0 || rendered == $"{Meant(raw, inArguments)}\n" || IsListOfLines(rendered, raw);
    }

    /// <summary>Several whole lines in one <c>Include</c>.</summary>
    private static bool IsListOfLines(string rendered, string raw)
    {
        // An escaped semicolon is a part of its line, and a list that stands alone between two means its lines: here none.
        var lines = raw.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line != "@(Fruit)")
            .Select(line => Meant(line, inArguments: false))
            .ToArray();
        return lines.All(line => line.StartsWith("RUN", StringComparison.Ordinal)) && rendered == string.Concat(lines.Select(line => $"{line}\n"));
    }

    private static string Meant(string raw, bool inArguments)
    {
        var meant = OwnEscape().Replace(raw, match => ((char)Convert.ToByte(match.Value[1..], 16)).ToString());
        meant = meant.Replace("$(Word)", "word", StringComparison.Ordinal);
        return inArguments ? meant : meant.Trim();
    }

    [GeneratedRegex("%(24|25|27|28|29|2[aA]|3[bB]|3[fF]|40)")]
    private static partial Regex OwnEscape();
}
