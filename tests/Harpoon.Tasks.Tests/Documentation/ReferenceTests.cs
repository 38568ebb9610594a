using System.Reflection;
using System.Text.RegularExpressions;
using Harpoon.Tasks.Logging;

namespace Harpoon.Tasks.Tests.Documentation;

/// <summary><c>docs/reference.md</c> names everything that a user can write.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);
    private static readonly string Reference = File.ReadAllText(Path.Combine(Root, "docs", "reference.md"));
    private static readonly string Targets = string.Concat(
        Directory.GetFiles(Path.Combine(Root, "src", "Harpoon.Sdk", "Sdk")).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    // Names of others: MSBuild's, the .NET SDK's and NuGet's.
    private static readonly string[] Foreign =
    [
        "_TestRunStart", "BaseOutputPath", "OutputPath", "Configuration", "Platform", "PublishDir", "DefaultProjectTypeGuid",
        "TargetFramework", "ComputeRunArguments", "RunCommand", "RunArguments",
    ];

    public static TheoryData<string> PublicNames =>
    [
        .. Found(TargetNames()).Concat(Found(PropertyUses())).Concat(Found(ItemUses())).Concat(Found(PropertySettings()))
            .Concat(Found(OutputProperties()))
            .Where(name => !name.StartsWith('_') && !Foreign.Contains(name))
            .Distinct(),
    ];

    public static TheoryData<Type> Tasks => [.. AllTasks.Types];

    [Theory]
    [MemberData(nameof(PublicNames))]
    public void Each_target_property_and_item_is_in_it(string name) => Assert.Contains(name, Names(Reference));

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Each_parameter_of_a_task_is_in_its_section(Type task)
    {
        var own = Names(Section($"### {task.Name}"));
        var common = Names(Reference[Reference.IndexOf("\n## Tasks", StringComparison.Ordinal)..Reference.IndexOf("\n### DockerInfo", StringComparison.Ordinal)]);
        foreach (var property in task.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(IsOurs))
        {
            Assert.Contains(property.Name, property.DeclaringType!.IsAbstract ? common : own);
        }
    }

    [Fact]
    public void The_targets_link_to_the_same_pages_as_the_tasks() =>
        Assert.Contains($"<_HarpoonHelp>{HelpLinks.Base}</_HarpoonHelp>", Targets, StringComparison.Ordinal);

    private static bool IsOurs(PropertyInfo property) => property.DeclaringType!.Assembly == typeof(EngineTask).Assembly;

    private static string Section(string title)
    {
        var start = Reference.IndexOf($"\n{title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no section \"{title}\".");
        var end = Reference.IndexOf("\n### ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Reference[start..] : Reference[start..end];
    }

    private static HashSet<string> Names(string text) =>
        [.. Code().Matches(text).SelectMany(code => Word().Matches(code.Value)).Select(word => word.Value)];

    private static IEnumerable<string> Found(Regex pattern) => pattern.Matches(Targets).Select(match => match.Groups[1].Value);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Harpoon.Build.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);

    [GeneratedRegex("<Target Name=\"(\\w+)\"")]
    private static partial Regex TargetNames();

    [GeneratedRegex(@"\$\((Docker\w+)")]
    private static partial Regex PropertyUses();

    [GeneratedRegex(@"@\((\w+)")]
    private static partial Regex ItemUses();

    [GeneratedRegex(@"^ {4,6}<(\w+)( Condition=[^>]*)?>[^<]*</\1>", RegexOptions.Multiline)]
    private static partial Regex PropertySettings();

    [GeneratedRegex("PropertyName=\"(\\w+)\"")]
    private static partial Regex OutputProperties();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
