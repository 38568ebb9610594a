using Harpoon.Architecture.Tests.Code;
using Harpoon.Architecture.Tests.Infrastructure;

namespace Harpoon.Architecture.Tests;

/// <summary>A file can be read before those that use it.</summary>
public sealed class FileTests
{
    private static readonly string[] Allowed =
    [
        // A task and what reads its parameters are one thing in two files.
        "Harpoon.Tasks/BuildParameters.cs, Harpoon.Tasks/DockerBuild.cs",
        "Harpoon.Tasks/DockerRun.cs, Harpoon.Tasks/RunParameters.cs",

        // A correction is offered once the check that asked for it has accepted it.
        "Harpoon.Tasks/Lines/Checks/CorrectedElement.cs, Harpoon.Tasks/Lines/Checks/CorrectionTrial.cs, Harpoon.Tasks/Lines/Checks/ElementCheck.cs, Harpoon.Tasks/Lines/Checks/FreeTextCheck.cs, Harpoon.Tasks/Lines/Checks/TargetElementCheck.cs",
    ];

    public static TheoryData<string> Projects => Product.Projects;

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_circle_runs_between_files(string project) =>
        Expect.None(Circles.Between(Product.Types(project), type => type.File).Where(circle => !Allowed.Contains(Names(circle))));

    [Fact]
    public void What_is_allowed_is_there() =>
        Expect.None(Allowed.Except(Product.Projects.Select(row => Product.Types(row.Data)).SelectMany(types => Circles.Between(types, type => type.File)).Select(Names)));

    private static string Names(Circle circle) => string.Join(", ", circle.Places);
}
