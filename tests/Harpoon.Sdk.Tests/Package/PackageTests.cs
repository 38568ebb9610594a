using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.Json;
using System.Xml.Linq;

namespace Harpoon.Sdk.Tests.Package;

public sealed class PackageTests(PackedSdk sdk)
{
    [Theory]
    [InlineData("any")]
    [InlineData("linux-x64")]
    public void Every_dependency_lies_beside_the_tasks(string runtime)
    {
        using var package = ZipFile.OpenRead(sdk.Package);
        var folder = $"tasks/net10.0/{runtime}/";
        var files = package.Entries.Select(entry => entry.FullName).ToHashSet();
        using var tasks = Dependencies(package, runtime);
        using var terminal = Dependencies(package, runtime, "Harpoon.Terminal");

        var wanted = new[] { tasks, terminal }.SelectMany(dependencies => dependencies.RootElement.GetProperty("targets").EnumerateObject())
            .SelectMany(target => target.Value.EnumerateObject())
            .Where(library => library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject())
            .Select(file => folder + Path.GetFileName(file.Name))
            .ToList();

        Assert.Contains($"{folder}Harpoon.Engine.dll", wanted);
        NonEmpty.All(wanted, file => Assert.Contains(file, files));
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("Microsoft.Build", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("any", false)]
    [InlineData("linux-x64", true)]
    public void The_tasks_are_compiled_ahead_for_the_runtimes_that_have_a_folder(string runtime, bool isCompiled)
    {
        using var package = ZipFile.OpenRead(sdk.Package);
        using var assembly = new MemoryStream();
        using (var stream = package.GetEntry($"tasks/net10.0/{runtime}/Harpoon.Tasks.dll")!.Open())
        {
            stream.CopyTo(assembly);
        }

        assembly.Position = 0;
        using var reader = new PEReader(assembly);

        Assert.Equal(isCompiled, reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
    }

    [Theory]
    [InlineData("Sdk/Sdk.props")]
    [InlineData("Sdk/Sdk.targets")]
    [InlineData("Sdk/Harpoon.Texts.props")]
    [InlineData("Sdk/Harpoon.Environment.props")]
    [InlineData("Sdk/Harpoon.Variables.props")]
    [InlineData("README.md")]
    [InlineData("LICENSE")]
    [InlineData("THIRD-PARTY-NOTICES.txt")]
    public void It_holds(string file)
    {
        using var package = ZipFile.OpenRead(sdk.Package);

        Assert.NotNull(package.GetEntry(file));
    }

    [Fact]
    public void It_holds_the_notice_of_each_library_of_others_that_it_ships_and_of_no_more()
    {
        using var package = ZipFile.OpenRead(sdk.Package);
        using var tasks = Dependencies(package, "any");
        using var terminal = Dependencies(package, "any", "Harpoon.Terminal");
        using var notices = new StreamReader(package.GetEntry("THIRD-PARTY-NOTICES.txt")!.Open());

        var shipped = new[] { tasks, terminal }.SelectMany(dependencies => dependencies.RootElement.GetProperty("libraries").EnumerateObject())
            .Where(library => library.Value.GetProperty("type").GetString() == "package")
            .Select(library => library.Name.Split('/')[0])
            .Distinct();

        // A name stands alone on its line; what follows it is indented, until the licence.
        var told = notices.ReadToEnd().ReplaceLineEndings("\n").Split("\n\nMIT License\n")[0].Split('\n')
            .Skip(1)
            .Where(line => line.Length > 0 && !char.IsWhiteSpace(line[0]));
        Assert.Equal(shipped.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_draws_at_a_terminal_is_no_dependency_of_the_tasks()
    {
        using var package = ZipFile.OpenRead(sdk.Package);
        using var tasks = Dependencies(package, "any");

        Assert.DoesNotContain("Spectre", tasks.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_an_SDK_with_a_licence_and_depends_on_nothing()
    {
        using var package = ZipFile.OpenRead(sdk.Package);
        using var stream = package.GetEntry("Harpoon.Sdk.nuspec")!.Open();
        var names = XDocument.Load(stream).Descendants().ToLookup(element => element.Name.LocalName);

        Assert.Equal("MSBuildSdk", names["packageType"].Single().Attribute("name")!.Value);
        Assert.Equal("MIT", names["license"].Single().Value);
        Assert.Equal("README.md", names["readme"].Single().Value);
        Assert.Empty(names["dependency"]);
    }

    private static JsonDocument Dependencies(ZipArchive package, string runtime, string program = "Harpoon.Tasks")
    {
        using var stream = package.GetEntry($"tasks/net10.0/{runtime}/{program}.deps.json")!.Open();
        return JsonDocument.Parse(stream);
    }
}
