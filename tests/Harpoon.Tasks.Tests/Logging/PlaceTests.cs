using System.Collections;
using System.Globalization;
using System.Resources;
using System.Xml.Linq;
using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Logging;
using Harpoon.Tasks.Output;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Logging;

/// <summary>No error and no warning points into the package's folder, where no user can do something about it.</summary>
public sealed class PlaceTests
{
    private static readonly string Package = Path.Combine(AppContext.BaseDirectory, "harpoon.sdk", "1.0.0");
    private static readonly string Targets = Path.Combine(Package, "Sdk", "Harpoon.Run.targets");

    // There is no such file, so no item's or property's place is known either.
    private static readonly string Project = Path.Combine(AppContext.BaseDirectory, "missing", "App.csproj");

    public static TheoryData<string> Codes =>
    [
        .. new ResourceManager("Harpoon.Engine.Diagnostics.DiagnosticTexts", typeof(DiagnosticTexts).Assembly)
            .GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: true)!
            .Cast<DictionaryEntry>().Select(text => (string)text.Key)
            .Where(key => key.StartsWith("HRP", StringComparison.Ordinal) && !key.Contains('.', StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Codes))]
    public void No_code_points_into_the_package(string code)
    {
        var bare = new Diagnostic(code, "odd");
        Diagnostic[] told = [bare, bare.At(new SourceLocation(Targets, 3, 5)), bare.AboutProperty("DockerHost"), bare.About(new ItemReference("DockerPort", "80"))];
        var engine = new RecordingBuildEngine { ProjectFileOfTaskNode = Targets };

        Assert.False(new ReportingTask(told) { BuildEngine = engine, ProjectFile = Project }.Execute());

        Assert.Equal(Enumerable.Repeat(Project, told.Length), engine.Errors.Select(error => error.File));
        Assert.Equal(Enumerable.Repeat(Project, told.Length), engine.Warnings.Select(warning => warning.File));
    }

    [Fact]
    public void What_a_users_own_target_gives_is_reported_at_the_target()
    {
        var engine = new RecordingBuildEngine();

        new ReportingTask([new Diagnostic("HRP4010", "odd")]) { BuildEngine = engine }.Execute();

        Assert.Equal(engine.ProjectFileOfTaskNode, Assert.Single(engine.Errors).File);
    }

    [Fact]
    public void A_place_outside_of_the_package_stays()
    {
        var place = new SourceLocation("/x/Dockerfile", 7, 3);

        Assert.Equal(place, new PackageFolder(Package).Leave(new Diagnostic("HRP3001", "odd", place), Targets, Project).Location);
        Assert.False(new PackageFolder(Package).Has(Package + ".other/Sdk/Sdk.targets"));
        Assert.False(new PackageFolder(null).Has(Targets));
    }

    [Theory]
    [InlineData("error X1: bad", false, "DOCKERRUN")]
    [InlineData("anything", true, null)]
    public void An_error_that_a_container_writes_without_a_file_is_the_tasks_or_the_projects(string line, bool isError, string? file)
    {
        var engine = new RecordingBuildEngine { ProjectFileOfTaskNode = Targets };
        var parameters = new OutputParameters { ReadsStandardFormat = true, StandardErrorIsError = isError };
        var report = new ExecReport(TestLog.Report(engine), TestLog.Log(engine), parameters, new([], null)) { FileOfNone = Project };

        report.Output(new OutputLine(OutputChannel.StandardError, line));

        Assert.Equal(file ?? Project, Assert.Single(engine.Errors).File);
    }

    [Fact]
    public void The_errors_of_the_targets_are_the_projects()
    {
        var folder = Path.Combine(RootOf(AppContext.BaseDirectory), "src", "Harpoon.Sdk", "Sdk");
        var errors = Directory.GetFiles(folder).Select(XDocument.Load)
            .SelectMany(file => file.Descendants().Where(element => element.Name.LocalName is "Error" or "Warning")).ToList();

        Assert.NotEmpty(errors);
        NonEmpty.All(errors, error => Assert.Equal("$(MSBuildProjectFullPath)", error.Attribute("File")?.Value));
    }

    private static string RootOf(string folder) =>
        File.Exists(Path.Combine(folder, "Harpoon.Build.sln")) ? folder : RootOf(Path.GetDirectoryName(folder)!);

    private sealed class ReportingTask(IReadOnlyList<Diagnostic> told) : HarpoonTask
    {
        private protected override PackageFolder Package => new(PlaceTests.Package);

        private protected override bool IsOfProject => true;

        private protected override Task RunAsync(CancellationToken cancellationToken)
        {
            foreach (var diagnostic in told)
            {
                Report.Warning(diagnostic);
            }

            throw new HarpoonException([.. told]);
        }
    }
}
