using System.Security;
using System.Text;
using System.Xml;
using Microsoft.Build.Construction;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Projects;

/// <summary>
/// The project of a file-based app, as <c>dotnet</c> makes it of the directives (<c>#:sdk</c>, <c>#:property</c>, …) at the start of its
/// source. Each directive stands at its own line, so that what is said of it leads there.
/// </summary>
/// <remarks>https://learn.microsoft.com/dotnet/core/sdk/file-based-apps</remarks>
internal static class FileBasedApp
{
    private const string Before = "<PropertyGroup><FileBasedProgram>true</FileBasedProgram><EnableDefaultItems>false</EnableDefaultItems></PropertyGroup>";

    private const string Usual = """
        <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net$(BundledNETCoreAppTargetFrameworkVersion)</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable><PublishAot>true</PublishAot></PropertyGroup>
        """;

    /// <summary>The project, in memory as <c>dotnet</c> has it.</summary>
    /// <param name="projectFile">Its full path.</param>
    /// <param name="source">The source file.</param>
    /// <param name="collection">Where it is loaded.</param>
    public static ProjectRootElement Load(string projectFile, string source, ProjectCollection collection)
    {
        using var text = new StringReader(ProjectOf(File.ReadAllLines(source)));
        using var xml = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var root = ProjectRootElement.Create(xml, collection);
        root.FullPath = projectFile;
        return root;
    }

    /// <summary>The project's text, with as many lines as the source has before its code.</summary>
    internal static string ProjectOf(IReadOnlyList<string> source)
    {
        var directives = source.TakeWhile(MayBeBeforeCode).Select(line => FileDirective.Parse(line)).ToList();
        var sdks = directives.OfType<FileDirective>().Where(directive => directive.Kind == "sdk").ToList();
        if (sdks.Count == 0)
        {
            sdks.Add(new FileDirective("sdk", "Microsoft.NET.Sdk", null));
        }

        var project = new StringBuilder("<Project>").Append(Before).Append(Imports(sdks, "Sdk.props")).Append(Usual);
        foreach (var directive in directives)
        {
            project.Append(directive is null ? "" : Element(directive)).Append('\n');
        }

        return project.Append(Imports(sdks, "Sdk.targets")).Append("</Project>").ToString();
    }

    private static bool MayBeBeforeCode(string line) =>
        line.AsSpan().TrimStart() is var text && (text.IsEmpty || text[0] == '#' || text.StartsWith("//"));

    private static string Imports(IEnumerable<FileDirective> sdks, string file) => string.Concat(sdks.Select(sdk =>
        $"<Import Project=\"{file}\" Sdk=\"{Escaped(sdk.Name)}\"{(sdk.Value is null ? "" : $" Version=\"{Escaped(sdk.Value)}\"")} />"));

    private static string Element(FileDirective directive) => directive switch
    {
        { Kind: "property" } => $"<PropertyGroup><{directive.Name}>{Escaped(directive.Value ?? "")}</{directive.Name}></PropertyGroup>",
        { Kind: "package" } => $"<ItemGroup><PackageReference Include=\"{Escaped(directive.Name)}\" Version=\"{Escaped(directive.Value ?? "")}\" /></ItemGroup>",
        { Kind: "project" } => $"<ItemGroup><ProjectReference Include=\"{Escaped(directive.Name)}\" /></ItemGroup>",
        _ => "",
    };

    private static string Escaped(string text) => SecurityElement.Escape(text);
}
