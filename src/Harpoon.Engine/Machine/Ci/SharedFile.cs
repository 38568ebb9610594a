using System.Text;

namespace Harpoon.Engine.Machine.Ci;

/// <summary>A file that projects which build side by side append to.</summary>
internal static class SharedFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Appends a text, whole: a process that has the file open keeps others out.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public static void Append(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var start = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
                file.Write(bytes);
                return;
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or FileNotFoundException) && TimeProvider.System.GetElapsedTime(start) < Limit)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
