using Harpoon.Engine.Builds.UpToDate;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

public sealed class BuildStampTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-stamp-");

    private string StampPath => Path.Combine(_folder.FullName, "obj", "x.stamp");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_stamp_reads_as_it_was_written()
    {
        new BuildStamp("in", "sha256:1", [new("alpine:3", "sha256:2"), new("a b", "sha256:3")], new byte[] { 1, 0, 2 })
        {
            PlatformIds = ["sha256:4", "sha256:5"],
            NamedContexts = new Dictionary<string, ReadOnlyMemory<byte>> { ["one"] = new byte[] { 3, 0 }, ["two"] = ReadOnlyMemory<byte>.Empty },
            HasTriggers = true,
        }.Write(StampPath);

        var stamp = BuildStamp.Read(StampPath)!;

        Assert.Equal(("in", "sha256:1"), (stamp.Inputs, stamp.ImageId));
        Assert.Equal([new BaseImageId("alpine:3", "sha256:2"), new BaseImageId("a b", "sha256:3")], stamp.Bases);
        Assert.Equal(["sha256:4", "sha256:5"], stamp.PlatformIds);
        Assert.True(stamp.HasTriggers);
        Assert.Equal([1, 0, 2], stamp.Context.ToArray());
        Assert.Equal([("one", 2), ("two", 0)], stamp.NamedContexts.Select(context => (context.Key, context.Value.Length)));
    }

    [Fact]
    public void A_stamp_that_is_cut_anywhere_is_none()
    {
        new BuildStamp("in", "sha256:1", [new("alpine:3", "sha256:2")], new byte[] { 1, 0, 2 })
        {
            NamedContexts = new Dictionary<string, ReadOnlyMemory<byte>> { ["one"] = new byte[] { 3, 0 } },
        }.Write(StampPath);
        var whole = File.ReadAllBytes(StampPath);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(StampPath, whole[..length]);
            Assert.Null(BuildStamp.Read(StampPath));
        }
    }

    [Fact]
    public void No_stamp_is_none() => Assert.Null(BuildStamp.Read(StampPath));
}
