using System.Xml.Linq;
using Harpoon.Architecture.Tests.Code;
using Harpoon.Architecture.Tests.Infrastructure;

namespace Harpoon.Architecture.Tests;

/// <summary>Sdk → Tasks → Engine → BuildKit, Terminal → Engine; Engine and BuildKit compile Patterns in. Libraries stay where they are needed.</summary>
public sealed class LayerTests
{
    [Theory]
    [InlineData("Harpoon.BuildKit", new string[0])]
    [InlineData("Harpoon.Engine", new[] { "Harpoon.BuildKit" })]
    [InlineData("Harpoon.Tasks", new[] { "Harpoon.Engine" })]
    [InlineData("Harpoon.Terminal", new[] { "Harpoon.Engine" })]
    public void An_assembly_uses_the_one_below_it(string project, string[] below) =>
        Expect.None(Users(Product.Types(project), name => name.StartsWith("Harpoon.", StringComparison.Ordinal) && !below.Contains(name)));

    [Theory]
    [InlineData("Harpoon.BuildKit", new string[0])]
    [InlineData("Harpoon.Engine", new[] { "Harpoon.BuildKit" })]
    [InlineData("Harpoon.Tasks", new[] { "Harpoon.Engine" })]
    [InlineData("Harpoon.Terminal", new[] { "Harpoon.Engine" })]
    [InlineData("Harpoon.Sdk", new[] { "Harpoon.Tasks", "Harpoon.Terminal" })]
    public void A_project_names_the_ones_below_it(string project, string[] below) =>
        Assert.Equal(below, XDocument.Load(Path.Combine(Sources.Root, "src", project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)));

    [Theory]
    [InlineData("Harpoon.BuildKit")]
    [InlineData("Harpoon.Engine")]
    public void Patterns_use_nothing_else_of_Harpoon(string project) =>
        Expect.None(Product.Types(project).Where(type => type.Project == "Harpoon.Patterns").SelectMany(type => type.Uses).Where(used => used.Project != "Harpoon.Patterns"));

    [Theory]
    [InlineData("Microsoft.Build", "Harpoon.Tasks")]
    [InlineData("Docker.DotNet", "Harpoon.Engine/Client")]
    [InlineData("Renci.SshNet", "Harpoon.Engine/Builds/Secrets")]
    [InlineData("BouncyCastle.Cryptography", "Harpoon.Engine/Builds/Secrets")]
    [InlineData("ICSharpCode.SharpZipLib", "Harpoon.Engine/Context")]
    [InlineData("Spectre.Console", "Harpoon.Terminal/Reports")]
    public void A_library_stays_in_its_room(string library, string room)
    {
        var users = Users(Product.All, name => name == library || name.StartsWith($"{library}.", StringComparison.Ordinal));

        Assert.NotEmpty(users);
        Expect.None(users.Where(user => !user.StartsWith($"{room}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void BuildKit_needs_no_library() =>
        Expect.None(Users(Product.Types("Harpoon.BuildKit"), name => !name.StartsWith("System.", StringComparison.Ordinal)));

    private static List<string> Users(IEnumerable<CodeType> types, Func<string, bool> assembly) =>
        [.. types.SelectMany(type => type.Assemblies.Where(assembly), (type, name) => $"{type.File} uses {name}")];
}
