using System.Reflection;
using System.Text.RegularExpressions;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Parameters;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Documentation;

/// <summary><c>docs/reference.md</c> names everything that a user can write.</summary>
public sealed partial class ReferenceTests
{
    private static readonly string Reference = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "reference.md"));
    private static readonly string Targets = string.Concat(
        Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Harpoon.Sdk", "Sdk")).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    // Names of others: MSBuild's, the .NET SDK's and NuGet's.
    private static readonly string[] Foreign =
    [
        "_TestRunStart", "ProjectReference", "ProjectReferenceTargets", "BaseOutputPath", "OutputPath", "Configuration", "Platform", "PublishDir", "DefaultProjectTypeGuid",
        "TargetFramework", "ComputeRunArguments", "RunCommand", "RunArguments", "CompileDesignTime", "StartupHookSupport", "SupportsHotReload",
        "HotReloadAutoRestart", "ResolvedFileToPublish", "MSBuildWarningsAsMessages", "ContainerEnvironmentVariables", "CustomCollectWatchItems", "DisableFastUpToDateCheck", "Watch", "None", "Content", "EmbeddedResource",
    ];

    public static TheoryData<string> WrittenNames =>
    [
        .. Found(TargetNames()).Concat(Found(PropertyUses())).Concat(Found(ItemUses())).Concat(Found(PropertySettings()))
            .Concat(Found(OutputProperties()))
            .Where(name => !name.StartsWith('_') && !Foreign.Contains(name))
            .Distinct(),
    ];

    public static TheoryData<Type> Tasks => [.. AllTasks.Types];

    [Theory]
    [MemberData(nameof(WrittenNames))]
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

    [Theory]
    [InlineData("DockerfileLine")]
    [InlineData("DockerAnnotation")]
    [InlineData("DockerBuildSecret")]
    [InlineData("DockerBuildSsh")]
    [InlineData("DockerContextFile")]
    [InlineData("DockerCopyOut")]
    [InlineData("DockerEnvironmentVariable")]
    [InlineData("DockerPort")]
    [InlineData("DockerVolume")]
    [InlineData("DockerRegistryCredential")]
    [InlineData("DockerPullImage")]
    public void Each_metadata_of_an_item_is_in_its_row(string item)
    {
        var row = Assert.Single(Reference.Split('\n'), line => line.StartsWith($"| `{item}` |", StringComparison.Ordinal));

        NonEmpty.All(ItemMetadata.Of(item), name => Assert.Contains(name, Names(row)));
    }

    [Fact]
    public void Each_metadata_of_a_service_is_in_its_table_and_no_other() =>
        Assert.Equal(ItemMetadata.Of("DockerService").Order(), FirstColumn(Section("### DockerService")).Order());

    [Fact]
    public void The_list_of_names_has_each_target_property_and_item_of_it_and_no_more()
    {
        var properties = Reference[Reference.IndexOf("\n## Properties", StringComparison.Ordinal)..Reference.IndexOf("\n## Items", StringComparison.Ordinal)];

        // The first is set before any environment variable is looked at.
        Assert.Equal(FirstColumn(properties).Except(["UsingHarpoonSdk"]).Concat(Found(Hooks())).Distinct().Order(), PublicNames.Properties.Order());
        Assert.Equal(FirstColumn(Section("## Targets")).Order(), PublicNames.Targets.Order());
        Assert.Equal(FirstColumn(Section("## Items")).Concat(["DockerService", "DockerServiceAddress"]).Order(), PublicNames.Items.Order());
    }

    [Fact]
    public void The_targets_link_to_the_same_pages_as_the_tasks() =>
        Assert.Contains($"<_HarpoonHelp>{HelpLinks.Base}</_HarpoonHelp>", Targets, StringComparison.Ordinal);

    private static IEnumerable<string> FirstColumn(string section) => section.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Names(line.Split('|')[1]));

    private static bool IsOurs(PropertyInfo property) => property.DeclaringType!.Assembly == typeof(EngineTask).Assembly;

    private static string Section(string title)
    {
        var start = Reference.IndexOf($"\n{title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"There is no section \"{title}\".");
        var end = NextTitle().Match(Reference, start + 1);
        return end.Success ? Reference[start..end.Index] : Reference[start..];
    }

    private static HashSet<string> Names(string text) =>
        [.. Code().Matches(text).SelectMany(code => Word().Matches(code.Value)).Select(word => word.Value)];

    private static IEnumerable<string> Found(Regex pattern) => pattern.Matches(Targets).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\n###? ")]
    private static partial Regex NextTitle();

    [GeneratedRegex("<Target Name=\"(\\w+)\"")]
    private static partial Regex TargetNames();

    [GeneratedRegex(@"\$\((Docker\w+DependsOn)\)")]
    private static partial Regex Hooks();

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
