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

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-mapped-");
    private readonly RecordingBuildEngine _engine = new();

    [EngineFact(NotOnRootless = PodmanLacks.Folders)]
    public void Errors_in_mounted_files_name_the_files_of_this_machine()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "main.c"), "");
        var task = new DockerRun
        {
            BuildEngine = _engine,
            Image = TestImages.Base,
            Command = Compile,
            Volumes = [new TaskItem($"{_folder.FullName}:/src")],
            WorkingDirectory = "/src",
            IgnoreStandardErrorWarningFormat = false,
        };

        Assert.False(task.Execute());
        Assert.Equal(
            [At("main.c"), At("main.c"), "/usr/y.c", "LINK"],
            _engine.Errors.Where(error => error.Code != "HRP4018").Select(error => error.File));
        Assert.Equal((3, 5), (_engine.Errors.First().LineNumber, _engine.Errors.First().ColumnNumber));
        Assert.Equal(At("lib/x.c"), Assert.Single(_engine.Warnings).File);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string path) => Path.Combine(_folder.FullName, path);
}
