using System.Xml.Linq;
using Harpoon.Tasks.Lines.Projects;

namespace Harpoon.Tasks.Tests.Lines;

public sealed class FileBasedAppTests
{
    private static readonly string[] Source =
    [
        "#!/usr/bin/env dotnet",
        "#:sdk Microsoft.NET.Sdk.Web",
        "// a comment",
        "#:sdk Harpoon.Sdk@1.2.3",
        "#:property DockerImage=me/app:1 & more",
        "",
        "#:package Some.Library@2.*",
        "#:project ../Library/Library.csproj",
        "System.Console.WriteLine(\"\"\"",
        "#:property Text=of a string",
        "\"\"\");",
    ];

    [Fact]
    public void Its_directives_make_the_project_each_at_its_line()
    {
        var project = XDocument.Parse(FileBasedApp.ProjectOf(Source), LoadOptions.SetLineInfo).Root!;

        Assert.Equal(
            ["Microsoft.NET.Sdk.Web Sdk.props ", "Harpoon.Sdk Sdk.props 1.2.3", "Microsoft.NET.Sdk.Web Sdk.targets ", "Harpoon.Sdk Sdk.targets 1.2.3"],
            project.Elements("Import").Select(import => $"{import.Attribute("Sdk")!.Value} {import.Attribute("Project")!.Value} {import.Attribute("Version")?.Value}"));
        var image = project.Descendants("DockerImage").Single();
        Assert.Equal("me/app:1 & more", image.Value);
        Assert.Equal(5, ((System.Xml.IXmlLineInfo)image).LineNumber);
        Assert.Equal("2.*", project.Descendants("PackageReference").Single().Attribute("Version")!.Value);
        Assert.Equal("../Library/Library.csproj", project.Descendants("ProjectReference").Single().Attribute("Include")!.Value);
        Assert.Empty(project.Descendants("Text"));
    }

    [Fact]
    public void Without_an_SDK_it_is_one_of_the_usual() =>
        Assert.Contains("Sdk=\"Microsoft.NET.Sdk\" />", FileBasedApp.ProjectOf(["Console.WriteLine();"]), StringComparison.Ordinal);

    [Theory]
    [InlineData("#:property A=b=c ", "property", "A", "b=c")]
    [InlineData("#:property  A = b", "property", "A", "b")]
    [InlineData("#:sdk\tX", "sdk", "X", null)]
    [InlineData("#:package X @ 1", "package", "X", "1")]
    public void A_directive_is_a_name_and_perhaps_a_value(string line, string kind, string name, string? value) =>
        Assert.Equal(new FileDirective(kind, name, value), FileDirective.Parse(line));

    [Theory]
    [InlineData("#:")]
    [InlineData("#:sdk")]
    [InlineData("#region")]
    [InlineData("x #:sdk Y")]
    public void Nothing_else_is_one(string line) => Assert.Null(FileDirective.Parse(line));
}
