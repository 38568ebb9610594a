namespace Harpoon.Bench.Work;

/// <summary>The build contexts: a tiny one, and a large one of files that don't compress.</summary>
internal static class ContextFiles
{
    private const int FilesInAFolder = 100;

    public static void Write(Workspace workspace, BenchOptions options)
    {
        Directory.CreateDirectory(workspace.TinyContext);
        File.WriteAllText(
            Path.Combine(workspace.TinyContext, "Dockerfile"),
            $"FROM {Workspace.BaseImage}\nENV WHO=bench\nCMD echo tiny\n");

        var random = new Random(1);
        var content = new byte[options.FileSize];
        for (var i = 0; i < options.Files; i++)
        {
            string folder = Path.Combine(workspace.LargeContext, $"folder{i / FilesInAFolder}");
            Directory.CreateDirectory(folder);
            random.NextBytes(content);
            File.WriteAllBytes(Path.Combine(folder, $"file{i}"), content);
        }

        File.WriteAllText(
            Path.Combine(workspace.LargeContext, "Dockerfile"),
            $"FROM {Workspace.BaseImage}\nCOPY . /context\n");
    }

    /// <summary>Changes one file of the large context.</summary>
    public static Task ChangeOneAsync(Workspace workspace, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(
            Path.Combine(workspace.LargeContext, "folder0", "file0"), Guid.NewGuid().ToString(), cancellationToken);

    /// <summary>Gives every file of the large context a new time.</summary>
    public static void TouchAll(Workspace workspace)
    {
        DateTime now = DateTime.UtcNow;
        foreach (string file in Directory.EnumerateFiles(workspace.LargeContext, "file*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, now);
        }
    }
}
