using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Tasks.Tests.Infrastructure;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Tests.Parity;

public sealed class MappedErrorsTests : IDisposable
{
    private const string Compile = """
        echo 'main.c:3:5: error: no such thing'
        echo '../src/./main.c(4,1): error E2: twice'
        echo '/src/lib/x.c(7): warning W1: odd'
        echo '/usr/y.c(1): error E3: theirs'
        echo 'LINK : fatal error LNK1: nothing to link'
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("harpoon-mapped-");
    private readonly RecordingBuildEngine engine = new();

    [EngineFact]
    public void Errors_in_mounted_files_name_the_files_of_this_machine()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "main.c"), "");
        var task = new DockerRun
        {
            BuildEngine = engine,
            Image = TestImages.Base,
            Command = Compile,
            Volumes = [new TaskItem($"{folder.FullName}:/src")],
            WorkingDirectory = "/src",
            IgnoreStandardErrorWarningFormat = false,
        };

        Assert.False(task.Execute());
        Assert.Equal(
            [At("main.c"), At("main.c"), "/usr/y.c", "LINK"],
            engine.Errors.Where(error => error.Code != "HRP4018").Select(error => error.File));
        Assert.Equal((3, 5), (engine.Errors.First().LineNumber, engine.Errors.First().ColumnNumber));
        Assert.Equal(At("lib/x.c"), Assert.Single(engine.Warnings).File);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string At(string path) => Path.Combine(folder.FullName, path);
}
