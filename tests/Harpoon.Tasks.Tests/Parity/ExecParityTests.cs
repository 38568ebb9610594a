using System.Reflection;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Parity;

/// <summary>A command has the same results by <c>DockerRun</c> as by <c>Exec</c>, whatever the parameters.</summary>
/// <remarks>Alone: Exec writes a script and starts it, which fails while a process that another test starts meanwhile holds the script open.</remarks>
[Collection(nameof(MeasuredAlone))]
public sealed class ExecParityTests
{
    private const string Talk = "echo out; echo err >&2; echo; echo '  indented  '";
    private const string Compile = """
        echo 'main.c(3,7): error E1: no such thing'
        echo 'main.c(4): warning W2: odd' >&2
        echo '/src/lib.c(1,2,3,4): subcategory error E3: range'
        echo 'main.c:5:9: error: as gcc says it'
        echo 'main.c:6:1: warning: as clang says it'
        echo 'error : nothing else'
        echo 'LINK : fatal error LNK1104: cannot open file'
        echo 'plain: no error here'
        """;

    private static readonly Dictionary<string, Dictionary<string, object>> Cases = new()
    {
        ["nothing said"] = Of("true"),
        ["lines of both streams"] = Of(Talk, "ConsoleToMSBuild", true),
        ["lines kept only where asked"] = Of(Talk),
        ["several lines"] = Of("A=1\nif true; then\n  echo $A\nfi\necho two", "ConsoleToMSBuild", true),
        ["lines ended as on Windows"] = Of("A=1\r\nif true; then\r\n  echo $A | wc -c\r\nfi\r\n", "ConsoleToMSBuild", true),
        ["special characters"] = Of("""printf '%s\n' 'a;b,c*%41 {0} $x @(y) "z" `w`' "ünïcödé ✓"; echo "tab	tab" """, "ConsoleToMSBuild", true),
        ["lines ended as on Windows by the command"] = Of("""printf 'a\r\nb\r\n'""", "ConsoleToMSBuild", true),
        ["no line end"] = Of("printf last", "ConsoleToMSBuild", true),
        ["exit code"] = Of("exit 3"),
        ["exit code of the last"] = Of("false; true"),
        ["exit code ignored"] = Of("echo x; exit 3", "IgnoreExitCode", true),
        ["not found"] = Of("no-such-program 2>/dev/null"),
        ["not found, ignored"] = Of("no-such-program 2>/dev/null", "IgnoreExitCode", true),
        ["killed by a signal"] = Of("sh -c 'kill -9 $$' 2>/dev/null; exit $?"),
        ["working directory"] = Of("pwd", "WorkingDirectory", "/tmp", "ConsoleToMSBuild", true),
        ["variables"] = Of("echo \"$A|$B\"", "EnvironmentVariables", new[] { "A=a b=c;d", "B=" }, "ConsoleToMSBuild", true),
        ["time enough"] = Of("echo x", "Timeout", 60_000),
        ["too little time"] = Of("echo x; exec sleep 60", "Timeout", 3_000),
        ["too little time, ignored"] = Of("echo x; exec sleep 60", "Timeout", 3_000, "IgnoreExitCode", true),
        ["importance"] = Of(Talk, "StandardOutputImportance", "low", "StandardErrorImportance", "Normal"),
        ["importance of errors"] = Of(Compile, "StandardOutputImportance", "low", "StandardErrorImportance", "low"),
        ["error pattern"] = Of("echo 'BAD one'; echo 'bad two' >&2; echo good", "CustomErrorRegularExpression", "^BAD", "ConsoleToMSBuild", true),
        ["error pattern, exit code"] = Of("echo BAD; exit 3", "CustomErrorRegularExpression", "BAD"),
        ["error pattern, ignored"] = Of("echo BAD; exit 3", "CustomErrorRegularExpression", "BAD", "IgnoreExitCode", true),
        ["warning pattern"] = Of("echo 'odd one'; echo 'odd BAD' >&2", "CustomWarningRegularExpression", "odd", "CustomErrorRegularExpression", "BAD"),
        ["pattern before format"] = Of(Compile, "CustomWarningRegularExpression", "error", "ConsoleToMSBuild", true),
        ["standard format"] = Of(Compile, "ConsoleToMSBuild", true),
        ["standard format, exit code"] = Of(Compile + "\nexit 2"),
        ["standard format, ignored exit code"] = Of(Compile + "\nexit 2", "IgnoreExitCode", true),
        ["standard format ignored"] = Of(Compile, "IgnoreStandardErrorWarningFormat", true, "ConsoleToMSBuild", true),
        ["only warnings"] = Of("echo 'main.c(4): warning W2: odd'; exit 0"),
        ["standard error is an error"] = Of(Talk, "LogStandardErrorAsError", true, "ConsoleToMSBuild", true),
        ["standard error is an error, plain"] = Of(Compile, "LogStandardErrorAsError", true, "IgnoreStandardErrorWarningFormat", true),
        ["standard error is an error, pattern"] = Of("echo odd >&2; echo odd", "LogStandardErrorAsError", true, "CustomWarningRegularExpression", "odd"),
        ["not echoed"] = Of("echo x", "EchoOff", true),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [EngineTheory]
    [MemberData(nameof(Names))]
    public void A_command_has_the_same_results(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There Exec runs cmd, which has other words.");

        // The one default that differs, and why, is in the reference.
        var parameters = new Dictionary<string, object>(Cases[name]);
        parameters.TryAdd("IgnoreStandardErrorWarningFormat", false);

        var byExec = TaskResult.Of(NewExec(), parameters);
        var byDocker = TaskResult.Of(new DockerRun { Image = TestImages.Base, StopTimeout = "0" }, parameters);

        var bothStreams = ((string)parameters["Command"]).Contains(">&2", StringComparison.Ordinal);
        Assert.Equal(
            (bothStreams ? byExec.Sorted() : byExec).ToString(),
            (bothStreams ? byDocker.Sorted() : byDocker).ToString());
    }

    private static ITask NewExec() =>
        (ITask)Activator.CreateInstance(Assembly.Load("Microsoft.Build.Tasks.Core").GetType("Microsoft.Build.Tasks.Exec", throwOnError: true)!)!;

    private static Dictionary<string, object> Of(string command, params object[] more) =>
        more.Chunk(2).Append(["Command", command]).ToDictionary(pair => (string)pair[0], pair => pair[1]);
}
