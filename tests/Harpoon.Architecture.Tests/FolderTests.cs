using Harpoon.Architecture.Tests.Code;
using Harpoon.Architecture.Tests.Infrastructure;

namespace Harpoon.Architecture.Tests;

/// <summary>A folder is a subject, and subjects build upon each other in one direction.</summary>
public sealed class FolderTests
{
    private const int MostFiles = 20;

    // MSBuild looks for the first by its name; the second is the compiler's, around the top-level statements.
    private static readonly string[] Elsewhere = ["Harpoon.Tasks/MSBuildMultiThreadableTaskAttribute.cs", "Harpoon.Terminal/Program.cs"];

    public static TheoryData<string> Projects => Product.Projects;

    // A folder's own files count as a folder beside those in it: either they lead into these, or these build upon them.
    [Theory]
    [MemberData(nameof(Projects))]
    public void No_circle_runs_between_folders(string project) =>
        Expect.None(Circles.Between(Product.Types(project), type => type.Folder));

    // With all that is below them.
    [Theory]
    [MemberData(nameof(Projects))]
    public void No_circle_runs_between_rooms(string project) =>
        Expect.None(Circles.Between(Product.Types(project), type => type.Room));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_namespace_is_its_folder(string project) =>
        Expect.None(Product.Types(project)
            .Where(type => type.Namespace != type.Folder.Replace('/', '.') && !Elsewhere.Contains(type.File))
            .Select(type => $"{type.File}: {type.Namespace}"));

    [Fact]
    public void A_folder_holds_few_files() =>
        Expect.None(Sources.Files.CountBy(file => file[..file.LastIndexOf('/')]).Where(folder => folder.Value > MostFiles));
}
