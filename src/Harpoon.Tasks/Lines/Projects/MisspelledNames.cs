using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Tasks.Logging;
using Microsoft.Build.Construction;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>Finds properties and items of a project whose names are nearly Harpoon's: MSBuild takes any name, and a misspelled one would be lost silently.</summary>
internal sealed partial class MisspelledNames
{
    /// <summary>The properties that name the folders of what is installed.</summary>
    private static readonly ImmutableArray<string> InstalledIn = ["MSBuildExtensionsPath", "NetCoreRoot", "NuGetPackageRoot"];

    private readonly ProjectEvaluation _evaluation;
    private readonly ImmutableArray<ProjectRootElement> _written;

    public MisspelledNames(ProjectEvaluation evaluation)
    {
        _evaluation = evaluation;
        _written = [.. evaluation.Files.Where(file => !PackageFolder.Own.Has(file.FullPath) && !IsInstalled(file))];
    }

    /// <summary>A warning for each, at its first place.</summary>
    public IEnumerable<Diagnostic> Warnings(IEnumerable<string> globalProperties) =>
    [
        .. _written.SelectMany(file => file.Properties)
            .DistinctBy(element => element.Name, StringComparer.OrdinalIgnoreCase)
            .Select(element => Warning("property", element.Name, PublicNames.Properties, ProjectEvaluation.LocationOf(element.Location)))
            .OfType<Diagnostic>(),
        .. globalProperties
            .Select(name => Warning("property", name, PublicNames.Properties, new SourceLocation(_evaluation.Project.FullPath)))
            .OfType<Diagnostic>(),
        .. _written.SelectMany(file => file.Items)
            .DistinctBy(element => element.ItemType, StringComparer.OrdinalIgnoreCase)
            .Select(element => Warning("item", element.ItemType, PublicNames.Items, ProjectEvaluation.LocationOf(element.Location)) ?? OfDotnet(element))
            .OfType<Diagnostic>(),
    ];

    private Diagnostic? Warning(string kind, string name, ImmutableArray<string> names, SourceLocation place) =>
        !PublicNames.Contains(name) && (OtherNames.Of(name) ?? NearestName.Of(name, names)) is { } nearest && !IsUsed(name)
            ? Diagnostic.Of("HRP2112", kind, name, nearest).At(place)
            : null;

    /// <summary>An item of the .NET SDK's own containers, in a project that makes none.</summary>
    private Diagnostic? OfDotnet(ProjectItemElement element) =>
        OtherNames.OfDotnet.TryGetValue(element.ItemType, out var ours) && !MakesDotnetContainers && !IsUsed(element.ItemType)
            ? Diagnostic.Of("HRP2112.Dotnet", element.ItemType, ours).At(ProjectEvaluation.LocationOf(element.Location))
            : null;

    private bool MakesDotnetContainers =>
        bool.TryParse(_evaluation.Project.GetPropertyValue("EnableSdkContainerSupport"), out var isOn) && isOn
        || _evaluation.Project.GetPropertyValue("PublishProfile").Length > 0
        || _written.Any(file => DotnetContainers().IsMatch(file.RawXml));

    /// <summary>Whether the project itself makes something of a name: then it is no misspelling.</summary>
    private bool IsUsed(string name) => _written.Any(file => Regex.IsMatch(file.RawXml, $@"[$@]\({name}\b", RegexOptions.IgnoreCase));

    /// <summary>Whether a file came with an SDK or a package, whose author knows what it does.</summary>
    private bool IsInstalled(ProjectRootElement file) =>
        InstalledIn
            .Select(_evaluation.Project.GetPropertyValue)
            .Any(folder => folder.Length > 0 && file.FullPath.StartsWith(folder, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("PublishContainer|<Container(Repository|ImageName|ImageTags?|Registry|BaseImage|Family)\\b")]
    private static partial Regex DotnetContainers();
}
