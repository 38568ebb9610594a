using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Ci;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Machine.Ci;

/// <summary>What is said to a CI system, and what is not.</summary>
public sealed class CiSystemTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly string[] Systems = ["GITHUB_ACTIONS=true", "TF_BUILD=True", "TEAMCITY_VERSION=2025.07"];

    public static TheoryData<string, string> Commands =>
    [
        .. from system in Systems
           from command in new[]
           {
               "::set-output name=a::b", "  ::add-mask::x", "\u00a0\t::warning::w", "::error file=a,line=1::e", "::stop-commands::mine", "::ENDGROUP::",
               "##[add-path]/tmp", "text ##[set-env name=PATH]/tmp", "##[group]x", "##[error]e",
               "##vso[task.setvariable variable=a]b", "x ##vso[task.complete result=Failed;]", "##VSO[a.b]c",
               "##teamcity[buildStatus status='FAILURE']", "x##teamcity[setParameter name='a' value='b']",
               "first\n::set-output name=a::b\nlast", "a\n##vso[task.logissue type=error]e",
           }
           select (system, command),
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_others_write_is_no_command(string system, string text)
    {
        var ci = Of(system)!;

        foreach (var shown in (string[])[ci.Show(text), ci.Quote(text)])
        {
            if (system.StartsWith("GITHUB", StringComparison.Ordinal))
            {
                Assert.Empty(GitHubRunner.Obeyed(Indented(shown)));
            }

            Assert.DoesNotContain("##[", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("##vso[", shown, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("##teamcity[", shown, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("a::b::c")]
    [InlineData("std::vector")]
    [InlineData("::1")]
    [InlineData("# heading, ## heading, ### [link]")]
    [InlineData("[##]")]
    public void What_is_no_command_is_shown_as_it_is(string text) =>
        NonEmpty.All(Systems, system => Assert.Equal((text, text), (Of(system)!.Show(text), Of(system)!.Quote(text))));

    [Fact]
    public void GitHubs_runner_is_stopped_around_a_command_and_the_command_is_still_seen()
    {
        var lines = Of("GITHUB_ACTIONS=true")!.Show("::set-output name=a::b").Split('\n');

        // A logger may put something before a message's first line.
        Assert.DoesNotContain("::", lines[0], StringComparison.Ordinal);
        Assert.Matches("^::stop-commands::[0-9a-f]{32}$", lines[1]);
        Assert.Equal("::set-output name=a::b", lines[2]);
        Assert.Equal($"::{lines[1].Split("::")[2]}::", lines[3]);
    }

    [Fact]
    public void A_token_is_never_used_by_two_tasks()
    {
        var one = Of("GITHUB_ACTIONS=true")!;

        Assert.Equal(one.Show("::a::b"), one.Show("::a::b"));
        Assert.NotEqual(one.Show("::a::b"), Of("GITHUB_ACTIONS=true")!.Show("::a::b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GITHUB_ACTIONS=false")]
    [InlineData("TF_BUILD=")]
    [InlineData("CI=true")]
    public void A_build_of_ones_own_has_none(string variable) => Assert.Null(Of(variable));

    [Fact]
    public void GitHubs_outputs_are_read_as_they_were_written_whatever_is_in_them()
    {
        var file = Path.Combine(_folder.Path, "output");
        var ci = Of("GITHUB_ACTIONS=true", $"GITHUB_OUTPUT={file}")!;
        CiOutput[] outputs = [new("One", "a=b<<EOF"), new("Two", "x\nThree<<EOF\nEOF\ny=z"), new("Empty", "")];

        Assert.Empty(ci.SetOutputs(outputs));

        Assert.Equal(outputs, Read(File.ReadAllText(file)));
    }

    [Fact]
    public async Task Outputs_of_projects_that_build_side_by_side_are_all_kept()
    {
        var file = Path.Combine(_folder.Path, "output");
        await Parallel.ForAsync(0, 40, TestContext.Current.CancellationToken, (index, _) =>
        {
            Of("GITHUB_ACTIONS=true", $"GITHUB_OUTPUT={file}")!.SetOutputs([new CiOutput($"Name{index}", $"{index}")]);
            return ValueTask.CompletedTask;
        });

        var read = Read(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(0, 40).Select(index => new CiOutput($"Name{index}", $"{index}")), read.OrderBy(output => int.Parse(output.Value, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void GitHubs_summary_is_added_to()
    {
        var file = Path.Combine(_folder.Path, "summary");
        File.WriteAllText(file, "before\n");
        var ci = Of("GITHUB_ACTIONS=true", $"GITHUB_STEP_SUMMARY={file}")!;

        Assert.Empty(ci.AddSummary("one\n", "unused"));
        Assert.Empty(ci.AddSummary("ünö\n", "unused"));

        Assert.Equal("before\none\nünö\n", File.ReadAllText(file));
        Assert.Equal(("::group::Building app", "::endgroup::"), (ci.BeginGroup("Building app"), ci.EndGroup("Building app")));
    }

    [Fact]
    public void A_runner_without_these_files_gets_none()
    {
        var ci = Of("GITHUB_ACTIONS=true")!;

        Assert.Empty(ci.SetOutputs([new CiOutput("a", "b")]));
        Assert.Empty(ci.AddSummary("x", "unused"));
    }

    [Fact]
    public void Azures_outputs_and_summary_are_commands_with_their_text_escaped()
    {
        var ci = Of("TF_BUILD=True")!;
        var file = Path.Combine(_folder.Path, "harpoon", "app 100%.md");

        Assert.Equal(["##vso[task.setvariable variable=Name;isOutput=true]50%AZP25%0A%3Bx%5D"], ci.SetOutputs([new CiOutput("Name", "50%\n;x]")]));
        Assert.Equal([$"##vso[task.uploadsummary]{file.Replace("%", "%AZP25", StringComparison.Ordinal)}"], ci.AddSummary("table", file));
        Assert.Equal("table", File.ReadAllText(file));
        Assert.Null(ci.BeginGroup("x"));
    }

    [Fact]
    public void TeamCitys_outputs_and_groups_are_messages_with_their_text_escaped()
    {
        var ci = Of("TEAMCITY_VERSION=2025.07")!;

        Assert.Equal(["##teamcity[setParameter name='Name' value='it|'s ||a|n|[b|] |0x00FC']"], ci.SetOutputs([new CiOutput("Name", "it's |a\n[b] ü")]));
        Assert.Equal("##teamcity[blockOpened name='Building |[app|]']", ci.BeginGroup("Building [app]"));
        Assert.Equal("##teamcity[blockClosed name='Building |[app|]']", ci.EndGroup("Building [app]"));
    }

    public void Dispose() => _folder.Dispose();

    private static CiSystem? Of(params string[] variables) => CiSystems.Of(new HostEnvironment(
        name => variables.Select(variable => variable.Split('=', 2)).FirstOrDefault(pair => pair[0] == name)?[1], "/", "/"));

    /// <summary>As MSBuild's console logger prints it.</summary>
    private static string Indented(string text) => string.Concat(text.Split('\n').Select(line => $"  {line}\n"));

    /// <summary>By GitHub's rules: up to the line that is the delimiter.</summary>
    private static List<CiOutput> Read(string file)
    {
        var outputs = new List<CiOutput>();
        var lines = new Queue<string>(file.TrimEnd('\n').Split('\n'));
        while (lines.TryDequeue(out var first))
        {
            var head = first.Split("<<", 2);
            var value = new List<string>();
            while (lines.Dequeue() is var line && line != head[1])
            {
                value.Add(line);
            }

            outputs.Add(new CiOutput(head[0], string.Join('\n', value)));
        }

        return outputs;
    }
}
