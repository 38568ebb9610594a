using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Context;

public sealed class ContextTarTests : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_that_vanished_ends_the_tar_with_its_name()
    {
        _folder.Write("gone");
        var context = _folder.WithOwnDockerfile().Scan();
        File.Delete(_folder.At("gone"));

        await using var tar = context.OpenTar(TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<HarpoonException>(() => ReadAsync(tar));

        Assert.Equal("HRP2105", failure.Diagnostics[0].Code);
        Assert.Contains(_folder.At("gone"), failure.Diagnostics[0].Text, StringComparison.Ordinal);
        Assert.Same(failure, tar.Failure);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(-Megabyte * 10)]
    [InlineData(Megabyte)]
    public async Task A_file_that_changes_its_length_while_it_is_sent_has_the_length_that_was_announced(int change)
    {
        using var file = new FileStream(_folder.At("log"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        await file.WriteAsync(Enumerable.Repeat((byte)'x', 20 * Megabyte).ToArray(), TestContext.Current.CancellationToken);
        await file.FlushAsync(TestContext.Current.CancellationToken);
        _folder.Write("next", "whole");
        await using var tar = _folder.WithOwnDockerfile().Scan().OpenTar(TestContext.Current.CancellationToken);
        var start = new byte[Megabyte];
        await tar.Stream.ReadExactlyAsync(start, TestContext.Current.CancellationToken);

        file.SetLength((20 * Megabyte) + change);
        using var all = new MemoryStream();
        all.Write(start);
        await tar.Stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        all.Position = 0;
        var sent = await SentEntry.ReadAllAsync(all, TestContext.Current.CancellationToken);

        Assert.Equal(["Dockerfile", "log", "next"], sent.Select(entry => entry.Name));
        Assert.Equal(20 * Megabyte, sent[1].Content.Length);
        Assert.Equal(new string('\0', Math.Max(0, -change)), sent[1].Content[^Math.Max(0, -change)..]);
        Assert.Equal("whole", sent[2].Content);
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_an_error_that_names_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "The superuser may read everything.");
        _folder.Write("secret");
        _folder.SetMode("secret", UnixFileMode.None);

        await using var tar = _folder.WithOwnDockerfile().Scan().OpenTar(TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<HarpoonException>(() => ReadAsync(tar));

        Assert.Equal("HRP2102", failure.Diagnostics[0].Code);
    }

    [Fact]
    public async Task A_reader_that_leaves_leaves_no_writer_behind()
    {
        var context = WithMuch();
        var tar = context.OpenTar(TestContext.Current.CancellationToken);
        await tar.Stream.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);

        // Ends only once the writing has.
        await tar.DisposeAsync();
        await context.OpenTar(TestContext.Current.CancellationToken).DisposeAsync();

        Assert.Null(tar.Failure);
    }

    [Fact]
    public async Task Cancelling_ends_the_reading_too()
    {
        using var ending = new CancellationTokenSource();
        await using var tar = WithMuch().OpenTar(ending.Token);
        await tar.Stream.ReadExactlyAsync(new byte[1000], TestContext.Current.CancellationToken);

        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(tar));
    }

    private BuildContext WithMuch()
    {
        using (var file = File.Create(_folder.At("large")))
        {
            file.SetLength(100 * Megabyte);
        }

        return _folder.WithOwnDockerfile().Scan();
    }

    private static Task ReadAsync(ContextTar tar) => tar.Stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
}
