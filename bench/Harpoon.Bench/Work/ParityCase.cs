using System.Security;

namespace Harpoon.Bench.Work;

/// <summary>A command that a target of the user's own runs in a container: by the task <c>DockerRun</c>, and by <c>Exec</c> with the docker CLI.</summary>
/// <param name="Name">What is special about it, and the row's name.</param>
/// <param name="Command">The shell line; without single quotes, since the CLI gets it in such.</param>
/// <param name="Both">Parameters that both tasks have.</param>
/// <param name="Task">Parameters of <c>DockerRun</c>.</param>
/// <param name="Options">What the docker CLI needs for the same.</param>
internal sealed record ParityCase(string Name, string Command, string Both = "", string Task = "", string Options = "")
{
    public static IReadOnlyList<ParityCase> All { get; } =
    [
        new("`true`", "true"),
        new("lines of both streams, kept", "echo out; echo err >&2; echo; echo last", "ConsoleToMSBuild='true'"),
        new("an exit code, ignored", "echo x; exit 3", "IgnoreExitCode='true' ConsoleToMSBuild='true'"),
        new("a folder and variables", "pwd; echo $A", "ConsoleToMSBuild='true'", "WorkingDirectory='/tmp' EnvironmentVariables='A=1'", "-w /tmp -e A=1"),
        new("a bind mount", "ls /src", "ConsoleToMSBuild='true'", "Volumes='$(MSBuildProjectDirectory):/src'", "-v $(MSBuildProjectDirectory):/src"),
        new("a pattern for warnings", "echo odd; echo even", "CustomWarningRegularExpression='odd' ConsoleToMSBuild='true'"),
        new("the canonical error format", "echo a.c:1: x; echo b.c\\(4\\): warning W2: odd", "IgnoreStandardErrorWarningFormat='false' ConsoleToMSBuild='true'"),
        new("10,000 lines, kept", "seq 10000", "ConsoleToMSBuild='true'"),
    ];

    /// <summary>The targets <c>TaskN</c> and <c>ExecN</c>, each of which prints its result in one line.</summary>
    public string Targets(int number) =>
        Target($"Task{number}", $"<DockerRun Image='{Workspace.BaseImage}' Command='{Escape(Command)}' {Both} {Task}>")
        + Target($"Exec{number}", $"<Exec Command='{Escape($"docker run --rm {Options} {Workspace.BaseImage} sh -c '{Command}'")}' {Both}>");

    private static string Target(string name, string task) => $"""
        <Target Name='{name}' DependsOnTargets='DockerLiveOutput'>
          {task}
            <Output TaskParameter='ExitCode' PropertyName='Code' />
            <Output TaskParameter='ConsoleOutput' ItemName='Line' />
          </{task[1..task.IndexOf(' ', StringComparison.Ordinal)]}>
          <Message Importance='high' Text='{Parity.Result}exit $(Code), @(Line->Count()) lines: $([MSBuild]::StableStringHash("@(Line)"))' />
        </Target>

        """;

    private static string Escape(string text) => SecurityElement.Escape(text);
}
