using Harpoon.Tasks.Lines.Cache;

namespace Harpoon.Tasks.Tests.Lines;

/// <summary>A file that many projects of a build import is read once, and a change of it is seen.</summary>
public sealed class FileStampsTests : IDisposable
{
    private static readonly DateTime Old = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _folder = Directory.CreateTempSubdirectory("harpoon-stamps-").FullName;
    private readonly FileStamps _stamps = new();

    private string File => Path.Combine(_folder, "a.props");

    private string Sdk => Path.Combine(_folder, "sdk");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_once()
    {
        Write("one", Old);

        Assert.Same(_stamps.Of(File, Sdk), _stamps.Of(File, Sdk));
    }

    [Fact]
    public void A_file_that_gets_a_new_time_is_read_again()
    {
        Write("one", Old);
        var before = _stamps.Of(File, Sdk);

        Write("two", Old.AddTicks(1));

        Assert.NotEqual(before.Stamp, _stamps.Of(File, Sdk).Stamp);
    }

    [Fact]
    public void A_file_that_was_just_written_is_read_each_time()
    {
        var now = DateTime.UtcNow;
        Write("one", now);
        var before = _stamps.Of(File, Sdk);

        Write("two", now);

        Assert.NotEqual(before.Stamp, _stamps.Of(File, Sdk).Stamp);
    }

    [Fact]
    public void A_file_that_comes_and_goes_is_seen()
    {
        Assert.Equal(FileStamp.Absent, _stamps.Of(File, Sdk).Stamp);

        Write("one", Old);
        Assert.NotEqual(FileStamp.Absent, _stamps.Of(File, Sdk).Stamp);

        System.IO.File.Delete(File);
        Assert.Equal(FileStamp.Absent, _stamps.Of(File, Sdk).Stamp);
    }

    private void Write(string text, DateTime time)
    {
        System.IO.File.WriteAllText(File, text);
        System.IO.File.SetLastWriteTimeUtc(File, time);
    }
}
