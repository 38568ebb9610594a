using Harpoon.Engine.Builds.BuildKit.Sessions;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Machine.Files;

namespace Harpoon.Engine.Tests.Context;

public sealed class ContextFingerprintTests : IDisposable
{
    private static readonly DateTime Past = new(2020, 2, 2, 2, 2, 2, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public ContextFingerprintTests()
    {
        _folder.Write("Dockerfile", "FROM scratch\n");
        _folder.Write(".dockerignore", "ignored\n");
        _folder.Write("src/a", "one");
        _folder.Write("src/b", "two");
        _folder.Write("ignored/c", "three");
        Directory.CreateDirectory(_folder.At("empty"));
        _folder.Link("link", "src/a");
        File.SetLastWriteTimeUtc(_folder.At("src/a"), Past);
    }

    public static TheoryData<string, string?> Changes => new()
    {
        { "nothing", null },
        { "edit, same size and time", "src/a" },
        { "touch", "src/a" },
        { "mode", "src/a" },
        { "add", "src/new" },
        { "delete", "src/b" },
        { "rename", "src/b" },
        { "add empty folder", "src/folder" },
        { "folder mode", "empty" },
        { "link target", "link" },
        { "ignore more", ".dockerignore" },
        { "ignored file", null },
        { "replace by a copy", "src/a" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Changes))]
    public void Every_change_of_what_is_sent_is_seen_and_no_other(string change, string? seenAt)
    {
        var before = ContextFingerprint.Parse(Take().Bytes.Span);

        Apply(change);

        Assert.Equal(seenAt, Take().DifferenceFrom(before));
    }

    [Fact]
    public void Inline_files_and_a_rendered_Dockerfile_count()
    {
        var before = Take(_folder.WithRenderedDockerfile(new InlineFile("conf", "one")));

        Assert.Null(Take(_folder.WithRenderedDockerfile(new InlineFile("conf", "one"))).DifferenceFrom(before));
        Assert.Equal("conf", Take(_folder.WithRenderedDockerfile(new InlineFile("conf", "two"))).DifferenceFrom(before));
    }

    [Fact]
    public void Bytes_that_are_no_fingerprint_are_unlike_any()
    {
        var taken = Take();

        Assert.NotNull(taken.DifferenceFrom(ContextFingerprint.Parse([])));
        Assert.NotNull(taken.DifferenceFrom(ContextFingerprint.Parse("rubbish of some length"u8)));
        Assert.NotNull(taken.DifferenceFrom(ContextFingerprint.Parse(taken.Bytes.Span[..^1])));
    }

    [Fact]
    public void Content_is_compared_where_no_time_of_change_can_be_had()
    {
        var before = Take(WithoutTimeOfChange());

        Apply("edit, same size and time");

        Assert.Equal("src/a", Take(WithoutTimeOfChange()).DifferenceFrom(before));
    }

    [Theory]
    [InlineData("touch", null)]
    [InlineData("replace by a copy", null)]
    [InlineData("edit, same size and time", "app/a")]
    [InlineData("mode", "app/a")]
    [InlineData("add", "app/new")]
    [InlineData("delete", "app/b")]
    public void What_each_build_writes_again_is_reported_by_its_content(string change, string? seenAt)
    {
        using var context = new TemporaryFolder();
        var options = context.WithRenderedDockerfile() with
        {
            Files = [new ContextFile(_folder.At("src"), "app") { IsRewritten = true }],
        };
        var before = Take(options);

        Apply(change);

        Assert.Equal(seenAt, Take(options).DifferenceFrom(before));
    }

    [Fact]
    public async Task A_build_whose_files_stayed_is_confirmed()
    {
        Assert.Null(await SendAndLookAgainAsync(() => { }));
    }

    [Theory]
    [InlineData("edit, same size and time", "src/a")]
    [InlineData("add", "src/new")]
    [InlineData("delete", "src/b")]
    public async Task A_change_while_the_image_is_built_is_never_taken_for_what_was_sent(string change, string seenAt)
    {
        Assert.Equal(seenAt, await SendAndLookAgainAsync(() => Apply(change)));
    }

    [Theory]
    [InlineData("src/b", null)]
    [InlineData("src/a*", "src/a")]
    [InlineData("src", "src/a")]
    [InlineData(".", "src/a")]
    public async Task A_change_of_what_no_instruction_reaches_is_none(string reached, string? seenAt)
    {
        Assert.Equal(seenAt, await SendAndLookAgainAsync(() => Apply("edit, same size and time"), ContextScope.Of([reached])));
    }

    [Fact]
    public async Task An_edit_within_one_tick_of_the_file_systems_clock_is_seen_by_content()
    {
        var entry = _folder.WithOwnDockerfile().Scan().Entries.Single(e => e.Path == "src/a");
        var clock = new StoppedClock { Now = DateTimeOffset.UtcNow };
        var changed = FileTime.Of(clock.Now.UtcDateTime.AddMilliseconds(-1));
        var unsettled = new RacyFiles(clock);
        using (var watch = unsettled.Watch(entry with { Status = entry.Status with { Changed = changed } }))
        {
            watch!.Append("one"u8);
        }

        clock.Now += TimeSpan.FromSeconds(10);

        Assert.Null(await unsettled.ChangeAsync(_ => true, TestContext.Current.CancellationToken));
        Apply("edit, same size and time");
        Assert.Equal("src/a", await unsettled.ChangeAsync(_ => true, TestContext.Current.CancellationToken));
        Assert.Null(await unsettled.ChangeAsync(_ => false, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(3, "src/a")]
    public async Task Only_what_was_sent_whole_is_in_an_image(int bytes, string? seenAt)
    {
        var entry = _folder.WithOwnDockerfile().Scan().Entries.Single(e => e.Path == "src/a");
        var clock = new StoppedClock { Now = DateTimeOffset.UtcNow };
        var unsettled = new RacyFiles(clock);
        var watch = unsettled.Watch(entry with { Status = entry.Status with { Changed = FileTime.Of(clock.Now.UtcDateTime) } })!;
        await using (var sent = new WatchedStream(new MemoryStream("old"u8.ToArray()), watch))
        {
            await sent.ReadAtLeastAsync(new byte[bytes], bytes, cancellationToken: TestContext.Current.CancellationToken);
        }

        clock.Now += TimeSpan.FromSeconds(10);

        Assert.Equal(seenAt, await unsettled.ChangeAsync(_ => true, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_end_of_a_sending_is_waited_for()
    {
        var entry = _folder.WithOwnDockerfile().Scan().Entries.Single(e => e.Path == "src/a");
        var unsettled = new RacyFiles(TimeProvider.System);
        var watch = unsettled.Watch(entry with { Status = entry.Status with { Changed = FileTime.Of(DateTime.UtcNow) } })!;
        var looking = unsettled.ChangeAsync(_ => true, TestContext.Current.CancellationToken);

        watch.Append("one"u8);
        watch.Dispose();

        Assert.Null(await looking);
    }

    [Fact]
    public void A_file_left_alone_for_a_while_needs_no_watch()
    {
        var entry = _folder.WithOwnDockerfile().Scan().Entries.Single(e => e.Path == "src/a");

        Assert.Null(new RacyFiles(new StoppedClock { Now = DateTimeOffset.UtcNow.AddMinutes(1) }).Watch(entry));
    }

    private static ContextFingerprint Take(ContextOptions options) =>
        options.Scan().TakeFingerprint(TestContext.Current.CancellationToken);

    private static ContextFingerprint Take(IEnumerable<ContextEntry> entries) =>
        ContextFingerprint.Of([.. entries], TestContext.Current.CancellationToken);

    private ContextFingerprint Take() => Take(_folder.WithOwnDockerfile());

    /// <summary>The entries as a machine sees them that has no statx.</summary>
    private IEnumerable<ContextEntry> WithoutTimeOfChange()
    {
        var probe = new PortableFileProbe();
        return _folder.WithOwnDockerfile().Scan().Entries
            .Select(entry => entry with { Status = probe.Find(entry.SourcePath!)!.Value });
    }

    private async Task<string?> SendAndLookAgainAsync(Action change, ContextScope? scope = null)
    {
        var context = _folder.WithOwnDockerfile().Scan();
        var before = context.TakeFingerprint(TestContext.Current.CancellationToken);
        await using var tar = context.OpenTar(TestContext.Current.CancellationToken);
        await tar.Stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
        change();
        return await context.ChangeSinceAsync(tar.Racy, before, scope ?? ContextScope.Everything, TestContext.Current.CancellationToken);
    }

    private void Apply(string change)
    {
        switch (change)
        {
            case "edit, same size and time":
                File.WriteAllText(_folder.At("src/a"), "ONE");
                File.SetLastWriteTimeUtc(_folder.At("src/a"), Past);
                break;
            case "touch":
                File.SetLastWriteTimeUtc(_folder.At("src/a"), Past.AddTicks(1));
                break;
            case "mode":
                _folder.SetMode("src/a", UnixFileMode.UserRead);
                break;
            case "folder mode":
                _folder.SetMode("empty", UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
                break;
            case "add":
                _folder.Write("src/new");
                break;
            case "add empty folder":
                Directory.CreateDirectory(_folder.At("src/folder"));
                break;
            case "delete":
                File.Delete(_folder.At("src/b"));
                break;
            case "rename":
                File.Move(_folder.At("src/b"), _folder.At("src/z"));
                break;
            case "link target":
                File.Delete(_folder.At("link"));
                _folder.Link("link", "src/b");
                break;
            case "ignore more":
                _folder.Write(".dockerignore", "ignored\nsrc/b\n");
                break;
            case "ignored file":
                _folder.Write("ignored/d");
                break;
            case "replace by a copy":
                File.Copy(_folder.At("src/a"), _folder.At("ignored/copy"));
                File.Move(_folder.At("ignored/copy"), _folder.At("src/a"), overwrite: true);
                break;
            default:
                break;
        }
    }

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
