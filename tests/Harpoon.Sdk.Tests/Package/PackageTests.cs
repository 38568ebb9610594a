using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Harpoon.Sdk.Tests.Package;

public sealed class PackageTests(PackedSdk sdk) : IDisposable
{
    private const long Megabyte = 1024 * 1024;

    // .NET marks a compiled image's processor with its operating system, so that no other takes its code.
    private const int Linux = 0x7B79;
    private const int Apple = 0x4644;

    private readonly PackageFiles _files = new(sdk.Package);

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("any")]
    [InlineData("linux-x64")]
    [InlineData("win-x64")]
    [InlineData("osx-arm64")]
    public void Every_dependency_lies_where_the_tasks_and_the_terminal_look_for_it(string runtime)
    {
        var files = _files.Entries.Select(entry => entry.FullName).ToHashSet();

        var wanted = new[] { "Harpoon.Tasks", "Harpoon.Terminal" }.SelectMany(program => _files.Libraries(runtime, program))
            .Select(library => library.File)
            .ToList();

        Assert.Contains($"{PackageFiles.Folder(runtime)}Harpoon.Engine.dll", wanted);
        NonEmpty.All(wanted, file => Assert.Contains(file, files));
        Assert.Contains($"{PackageFiles.Folder(runtime)}Harpoon.Terminal.runtimeconfig.json", files);
        Assert.DoesNotContain(files, file => Path.GetFileName(file).StartsWith("Microsoft.Build", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("linux-x64", (int)Machine.Amd64 ^ Linux)]
    [InlineData("win-x64", (int)Machine.Amd64)]
    [InlineData("osx-arm64", (int)Machine.Arm64 ^ Apple)]
    public void Our_assemblies_are_compiled_ahead_for_each_runtime_that_has_a_folder(string runtime, int machine)
    {
        foreach (var assembly in new[] { "Harpoon.Tasks", "Harpoon.Engine", "Harpoon.BuildKit", "Harpoon.Terminal" })
        {
            using var reader = new PEReader(_files.Read($"{PackageFiles.Folder(runtime)}{assembly}.dll"));

            Assert.True(reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0);
            Assert.Equal(machine, (int)reader.PEHeaders.CoffHeader.Machine);
        }
    }

    [Fact]
    public void The_portable_assemblies_are_compiled_for_no_runtime()
    {
        NonEmpty.All(_files.Entries.Where(entry => entry.FullName.StartsWith(PackageFiles.Folder("any"), StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)), entry =>
        {
            using var reader = new PEReader(_files.Read(entry.FullName));
            Assert.Equal(0, reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size);
        });
    }

    [Fact]
    public void It_is_12_MB_with_all_runtimes_and_would_be_7_MB_with_one()
    {
        var others = PackageFiles.Compiled.Skip(1).Select(PackageFiles.Folder).ToList();

        Assert.InRange(new FileInfo(sdk.Package).Length, 0, 12 * Megabyte);
        Assert.InRange(_files.Entries.Where(entry => !others.Exists(entry.FullName.StartsWith)).Sum(entry => entry.CompressedLength), 0, 7 * Megabyte);
    }

    [Fact]
    public void No_assembly_lies_in_it_twice()
    {
        var twice = _files.Entries.Where(entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal))
            .GroupBy(entry => (entry.Crc32, entry.Length))
            .Where(group => group.Count() > 1)
            .SelectMany(group => group)
            .Select(entry => entry.FullName);

        Assert.Empty(twice);
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
    public void It_holds(string file) => Assert.Contains(_files.Entries, entry => entry.FullName == file);

    [Fact]
    public void It_holds_the_notice_of_each_library_of_others_that_it_ships_and_of_no_more()
    {
        using var notices = new StreamReader(_files.Read("THIRD-PARTY-NOTICES.txt"));

        var shipped = new[] { "Harpoon.Tasks", "Harpoon.Terminal" }.SelectMany(program => _files.Libraries("any", program))
            .Where(library => !library.IsOurs)
            .Select(library => library.Package)
            .Distinct();

        // A name stands alone on its line; what follows it is indented, until the licence.
        var named = notices.ReadToEnd().ReplaceLineEndings("\n").Split("\n\nMIT License\n")[0].Split('\n')
            .Skip(1)
            .Where(line => line.Length > 0 && !char.IsWhiteSpace(line[0]));
        Assert.Equal(shipped.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_draws_at_a_terminal_is_no_dependency_of_the_tasks()
    {
        var libraries = _files.Libraries("any", "Harpoon.Tasks").ToList();

        Assert.NotEmpty(libraries);
        Assert.DoesNotContain(libraries, library => library.Package.StartsWith("Spectre", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_an_SDK_with_a_licence_and_depends_on_nothing()
    {
        var names = XDocument.Load(_files.Read("Harpoon.Sdk.nuspec")).Descendants().ToLookup(element => element.Name.LocalName);

        Assert.Equal("MSBuildSdk", names["packageType"].Single().Attribute("name")!.Value);
        Assert.Equal("MIT", names["license"].Single().Value);
        Assert.Empty(names["dependency"]);
    }

    [Fact]
    public void It_says_all_that_NuGet_shows_of_a_package()
    {
        var names = XDocument.Load(_files.Read("Harpoon.Sdk.nuspec")).Descendants().ToLookup(element => element.Name.LocalName, element => element);
        var repository = names["repository"].Single();

        Assert.Equal("README.md", names["readme"].Single().Value);
        Assert.Equal("icon.png", names["icon"].Single().Value);
        Assert.StartsWith("https://", names["projectUrl"].Single().Value, StringComparison.Ordinal);
        Assert.EndsWith("/CHANGELOG.md", names["releaseNotes"].Single().Value, StringComparison.Ordinal);
        NonEmpty.All(new[] { "description", "tags", "authors", "copyright" }, name => Assert.NotEmpty(names[name].Single().Value));
        Assert.Equal("git", repository.Attribute("type")!.Value);
        Assert.Equal(names["projectUrl"].Single().Value + ".git", repository.Attribute("url")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
    }

    [Fact]
    public void Its_icon_is_a_PNG_of_128_by_128_pixels()
    {
        var icon = _files.Read("icon.png").ToArray();

        Assert.Equal("\u0089PNG\r\n\u001a\n", System.Text.Encoding.Latin1.GetString(icon, 0, 8));
        Assert.Equal((128, 128), (BigEndian(icon, 16), BigEndian(icon, 20)));
    }

    private static int BigEndian(byte[] bytes, int offset) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(offset));
}
