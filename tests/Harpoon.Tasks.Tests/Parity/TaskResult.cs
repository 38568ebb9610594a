using System.Reflection;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parity;

/// <summary>All that a project can see of a task that ran a command.</summary>
internal sealed record TaskResult(
    bool Succeeded,
    int ExitCode,
    IReadOnlyList<string> ConsoleOutput,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Lines,
    string? CommandLine)
{
    private static readonly string[] OwnWords = ["The command \"", "Environment Variables passed to tool:", "  A=", "  B=", "Engine: ", $"{TestImages.Base} ended"];

    /// <summary>Runs a task, whichever it is: both have parameters of the same names.</summary>
    public static TaskResult Of(ITask task, IReadOnlyDictionary<string, object> parameters)
    {
        var engine = new RecordingBuildEngine();
        task.BuildEngine = engine;
        foreach (var (name, value) in parameters)
        {
            Set(task, name, value);
        }

        var succeeded = task.Execute();
        return new TaskResult(
            succeeded,
            (int)Get(task, nameof(ExitCode)),
            [.. ((ITaskItem[])Get(task, nameof(ConsoleOutput))).Select(item => item.ItemSpec)],
            [.. engine.Errors.Where(e => !IsOwnWord(e.Code)).Select(Text)],
            [.. engine.Warnings.Where(w => !IsOwnWord(w.Code)).Select(Text)],
            [.. engine.Messages.Where(IsLine).Select(message => $"{message.Importance}: {message.Message}")],
            engine.Messages.OfType<TaskCommandLineEventArgs>().SingleOrDefault()?.CommandLine);
    }

    /// <summary>The result with each list sorted: nobody knows which of two streams is read first.</summary>
    public TaskResult Sorted() =>
        this with { ConsoleOutput = Sorted(ConsoleOutput), Errors = Sorted(Errors), Warnings = Sorted(Warnings), Lines = Sorted(Lines) };

    public override string ToString() => string.Join('\n',
    [
        $"succeeded: {Succeeded}, exit code: {ExitCode}",
        .. ConsoleOutput.Select(line => $"kept: [{line}]"),
        .. Errors.Select(error => $"error: {error}"),
        .. Warnings.Select(warning => $"warning: {warning}"),
        .. Lines.Select(line => $"line: {line}"),
        $"command line: {CommandLine}",
    ]);

    private static string[] Sorted(IReadOnlyList<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static void Set(ITask task, string name, object value)
    {
        var property = task.GetType().GetProperty(name) ?? throw new MissingMemberException(task.GetType().Name, name);
        property.SetValue(task, Converted(value, property.PropertyType));
    }

    // As MSBuild hands a project's text to a parameter.
    private static object Converted(object value, Type type) => value switch
    {
        string[] texts when type == typeof(ITaskItem[]) => texts.Select(text => (ITaskItem)new TaskItem(text)).ToArray(),
        _ when type.IsInstanceOfType(value) => value,
        _ when type == typeof(string) => value.ToString()!,
        _ => Convert.ChangeType(value, type, System.Globalization.CultureInfo.InvariantCulture),
    };

    private static object Get(ITask task, string name) => task.GetType().GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.GetValue(task)!;

    /// <summary>Each task's own word on a command that failed, or took too long: the exit code and the success say the same.</summary>
    private static bool IsOwnWord(string? code) => code is { } known
        && (known.StartsWith("HRP40", StringComparison.Ordinal) || known is "MSB3073" or "MSB3077" or "MSB5002");

    private static string Text(BuildErrorEventArgs e) =>
        $"{e.Subcategory}|{e.Code}|{Origin(e.File)}|{e.LineNumber},{e.ColumnNumber},{e.EndLineNumber},{e.EndColumnNumber}|{e.Message}";

    /// <summary>Where a line names neither a file nor a tool, the task is named.</summary>
    private static string Origin(string? file) => file is "EXEC" or "DOCKERRUN" ? "TASK" : file ?? "";

    private static string Text(BuildWarningEventArgs e) =>
        $"{e.Subcategory}|{e.Code}|{e.File}|{e.LineNumber},{e.ColumnNumber},{e.EndLineNumber},{e.EndColumnNumber}|{e.Message}";

    /// <summary>What the command wrote; each task also tells what it does.</summary>
    private static bool IsLine(BuildMessageEventArgs message) => message switch
    {
        TaskCommandLineEventArgs => false,
        ExtendedBuildMessageEventArgs => !message.Message!.StartsWith("Stopping the container", StringComparison.Ordinal),
        _ => !OwnWords.Any(words => message.Message!.StartsWith(words, StringComparison.Ordinal)),
    };
}
