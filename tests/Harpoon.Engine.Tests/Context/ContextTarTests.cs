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
    public async Task A_file_that_changes_its_length_while_it_is_sent_is_an_error_that_names_it(int change)
    {
        using var file = new FileStream(_folder.At("log"), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        file.SetLength(20 * Megabyte);
        await using var tar = _folder.WithOwnDockerfile().Scan().OpenTar(TestContext.Current.CancellationToken);
        await tar.Stream.ReadExactlyAsync(new byte[Megabyte], TestContext.Current.CancellationToken);

        file.SetLength((20 * Megabyte) + change);
        var failure = await Assert.ThrowsAsync<HarpoonException>(() => ReadAsync(tar));

        Assert.Equal("HRP2104", failure.Diagnostics[0].Code);
        Assert.Contains(_folder.At("log"), failure.Diagnostics[0].Text, StringComparison.Ordinal);
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
