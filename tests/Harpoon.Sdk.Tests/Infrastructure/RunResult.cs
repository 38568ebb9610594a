using System.Text.RegularExpressions;

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>How a command ended and what it wrote.</summary>
internal sealed partial record RunResult(int ExitCode, string Output)
{
    /// <summary>Fails the test, with all that was written, unless the command succeeded.</summary>
    public RunResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"Exit code {ExitCode}:\n{Output}");
        return this;
    }

    /// <summary>
    /// Fails the test, with all that was written, unless the command succeeded and there was no warning but the advice of Docker 27 and newer on the Dockerfile,
    /// such as a CMD in shell form.
    /// </summary>
    public RunResult SucceededWithoutWarnings()
    {
        Succeeded();
        Assert.DoesNotContain("warning ", Output.Replace("warning HRP3040-", "advice ", StringComparison.Ordinal), StringComparison.Ordinal);
        return this;
    }

    /// <summary>Fails the test, with all that was written, unless the command failed with this code.</summary>
    public RunResult FailedWith(string code)
    {
        Assert.True(ExitCode != 0, $"It succeeded:\n{Output}");
        Assert.Contains($"error {code}", Output, StringComparison.Ordinal);
        return this;
    }

    /// <summary>The lines written, without the logger's indent.</summary>
    public IReadOnlyList<string> Lines => [.. Output.Split('\n').Select(line => line.Trim())];

    /// <summary>What a person reads at a terminal: without its control sequences, with line ends as in a text.</summary>
    public string Plain => Controls().Replace(Output, string.Empty).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\u001b(\[[0-9;?]*[A-Za-z]|\][^\u001b]*\u001b\\|=)")]
    private static partial Regex Controls();
}
