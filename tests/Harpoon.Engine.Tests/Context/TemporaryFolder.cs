namespace Harpoon.Engine.Tests.Context;

/// <summary>A folder of a test's own, removed with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } =
        System.IO.Path.Combine(System.IO.Path.GetTempPath(), "harpoon-context-" + System.IO.Path.GetRandomFileName());

    public string At(string path) => System.IO.Path.Combine(Path, path);

    public string Write(string path, string text = "text")
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return At(path);
    }

    public void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(path), mode);
        }
    }

    public void Link(string path, string target) => File.CreateSymbolicLink(At(path), target);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
