using Harpoon.Bench.Measuring;

namespace Harpoon.Bench.Work;

/// <summary>A folder with the projects that are measured, restored, under the repository's artifacts.</summary>
internal sealed record Workspace(string Folder)
{
    public const string BaseImage = "harpoon-test-base:latest";

    /// <summary>A csproj that carries Harpoon.</summary>
    public string Harpoon => Path.Combine(Folder, "Harpoon", "Harpoon.csproj");

    /// <summary>A csproj that carries Harpoon and copies the large context into its image.</summary>
    public string HarpoonLarge => Path.Combine(Folder, "Large", "Large.csproj");

    /// <summary>A csproj whose targets call the docker CLI by <c>Exec</c>.</summary>
    public string Exec => Path.Combine(Folder, "Exec", "Exec.csproj");

    /// <summary>A csproj whose targets run the same commands by <c>DockerRun</c> and by <c>Exec</c>.</summary>
    public string Parity => Path.Combine(Folder, "Parity", "Parity.csproj");

    /// <summary>Three equal console projects: one carries Harpoon, one an SDK that is empty, the last none.</summary>
    public string Carrying => Path.Combine(Folder, "Carrying", "Carrying.csproj");

    public string CarryingNothing => Path.Combine(Folder, "CarryingNothing", "CarryingNothing.csproj");

    public string Plain => Path.Combine(Folder, "Plain", "Plain.csproj");

    /// <summary>The feed of the SDK that is empty.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    public string TinyContext => Path.Combine(Folder, "tiny");

    public string LargeContext => Path.Combine(Folder, "large");

    public static async Task<Workspace> CreateAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var repository = Repository.Find();
        var workspace = new Workspace(Path.Combine(repository.Artifacts, "bench"));
        if (Directory.Exists(workspace.Folder))
        {
            Directory.Delete(workspace.Folder, recursive: true);
        }

        ProjectFiles.Write(workspace, repository, options);
        ContextFiles.Write(workspace, options);
        foreach (string project in (string[])
            [workspace.Harpoon, workspace.HarpoonLarge, workspace.Exec, workspace.Parity, workspace.Carrying, workspace.CarryingNothing, workspace.Plain])
        {
            await new Command("dotnet", "restore", project, "--disable-build-servers").RunAsync(cancellationToken);
        }

        return workspace;
    }

    /// <summary>A whole <c>dotnet build</c> of a restored project.</summary>
    public static Command Build(string project, string target, params string[] properties) => new(
        "dotnet",
        ["build", project, "--no-restore", $"-t:{target}", .. properties.Select(property => $"-p:{property}")]);

    /// <summary>An evaluation of a restored project, and nothing else.</summary>
    public static Command Evaluate(string project) => new("dotnet", "msbuild", project, "-restore:false", "-getProperty:OutDir");
}
