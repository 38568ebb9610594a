using System.Text;

namespace Harpoon.Engine.Machine.Ci;

/// <summary>Azure Pipelines (https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands). It has no command that stops commands.</summary>
internal sealed class AzurePipelines : CiSystem
{
    public override string Show(string text) => CommandMarks.Break(text);

    public override string Quote(string text) => CommandMarks.Break(text);

    // Groups are recognized at the beginning of a line alone, and MSBuild indents each line of a task.
    public override string? BeginGroup(string title) => null;

    public override string? EndGroup(string title) => null;

    public override IEnumerable<string> SetOutputs(IReadOnlyList<CiOutput> outputs) =>
        outputs.Select(output => $"##vso[task.setvariable variable={output.Name};isOutput=true]{Escape(output.Value)}");

    public override IEnumerable<string> AddSummary(string markdown, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, markdown);
        return [$"##vso[task.uploadsummary]{Escape(file)}"];
    }

    // https://github.com/microsoft/azure-pipelines-agent/blob/master/docs/design/percentEncoding.md
    private static string Escape(string value) => new StringBuilder(value)
        .Replace("%", "%AZP25")
        .Replace("\r", "%0D")
        .Replace("\n", "%0A")
        .Replace("]", "%5D")
        .Replace(";", "%3B")
        .ToString();
}
