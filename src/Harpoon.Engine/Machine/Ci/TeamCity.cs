using System.Globalization;
using System.Text;

namespace Harpoon.Engine.Machine.Ci;

/// <summary>
/// TeamCity (https://www.jetbrains.com/help/teamcity/service-messages.html). Its messages that stop messages have no token: what a container writes could end them, so they
/// are not used.
/// </summary>
internal sealed class TeamCity : CiSystem
{
    public override string Show(string text) => CommandMarks.Break(text);

    public override string Quote(string text) => CommandMarks.Break(text);

    public override string BeginGroup(string title) => $"##teamcity[blockOpened name='{Escape(title)}']";

    public override string EndGroup(string title) => $"##teamcity[blockClosed name='{Escape(title)}']";

    public override IEnumerable<string> SetOutputs(IReadOnlyList<CiOutput> outputs) =>
        outputs.Select(output => $"##teamcity[setParameter name='{Escape(output.Name)}' value='{Escape(output.Value)}']");

    // It has no such page.
    public override IEnumerable<string> AddSummary(string markdown, string file) => [];

    private static string Escape(string value)
    {
        var escaped = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = c switch
            {
                '\'' or '|' or '[' or ']' => escaped.Append('|').Append(c),
                '\n' => escaped.Append("|n"),
                '\r' => escaped.Append("|r"),
                > '\u007E' => escaped.Append(CultureInfo.InvariantCulture, $"|0x{(int)c:X4}"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }
}
