using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Archives.Extraction;
using Harpoon.Engine.Tests.Answers;
using Harpoon.Engine.Tests.Infrastructure;
using static Harpoon.Engine.Tests.Archives.Extraction.TarBlock;

namespace Harpoon.Engine.Tests.Archives.Extraction;

/// <summary>Archives with numbers that no file has.</summary>
public sealed class TarLimitsTests
{
    private const ulong Minus = ulong.MaxValue;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "a name of 2 GB", Header("././@LongLink", 'L', Octal(2L << 30), isGnu: true) },
        { "a name of 4 GB", Header("././@LongLink", 'L', Binary(1UL << 32), isGnu: true) },
        { "a link's target of 1.5 GB", Header("././@LongLink", 'K', Octal(3L << 29), isGnu: true) },
        { "attributes of 10 GB", Header("x", 'x', Binary(10UL << 30)) },
        { "attributes of 1.5 GB", Header("x", 'x', Octal(3L << 29)) },
        { "attributes of all entries of 10 GB", Header("x", 'g', Binary(10UL << 30)) },
        { "the largest size", [.. Header("r", '0', Binary(long.MaxValue)), .. Padded("x")] },
        { "a size of less than nothing", Header("r", '0', Binary(Minus)) },
        { "the largest size as an attribute", [.. Attributes("size", "9223372036854775807"), .. Header("r", '0', Octal(0))] },
        { "a size beyond that", [.. Attributes("size", "99999999999999999999"), .. Header("r", '0', Octal(0))] },
        { "a negative size as an attribute", [.. Attributes("size", "-5"), .. Header("r", '0', Octal(0))] },
        { "a size that is none", [.. Attributes("size", "abc"), .. Header("r", '0', Octal(0))] },
        { "a time long before all time", [.. Attributes("mtime", "-99999999999999"), .. Header("r", '0', Octal(0))] },
        { "a user beyond all users", [.. Attributes("uid", "99999999999999"), .. Header("r", '0', Octal(0))] },
        { "a sparse file of GNU tar", [.. Header("r", 'S', Octal(512), isGnu: true), .. Padded("x")] },
        { "two names in a row", [.. Header("L", 'L', Octal(4), isGnu: true), .. Padded("abc\0"), .. Header("L", 'L', Octal(4), isGnu: true), .. Padded("abc\0"), .. Header("r", '0', Octal(0))] },
        { "noise", [.. Enumerable.Range(0, 2_048).Select(value => (byte)(value * 7))] },
        { "a header that is shifted", [.. "1c00\r\n"u8, .. Header("r", '0', Octal(0))] },
        { "a file that is cut", [.. Header("r", '0', Octal(5_000)), .. Padded("x")] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task An_archive_that_can_not_be_is_a_coded_error(string what, byte[] archive)
    {
        var (error, _) = await CopyAsync([.. archive, .. what == "a file that is cut" ? [] : End]);

        Assert.True(error?.Code == "HRP4077", $"{what}: {error}");
    }

    [Theory]
    [InlineData('L')]
    [InlineData('x')]
    [InlineData('g')]
    public async Task What_is_kept_in_memory_has_a_limit(char type)
    {
        await using var tar = new MemoryStream([.. Header("x", type, Octal(100L << 20), isGnu: type == 'L'), .. new byte[110 << 20]]);
        await using var guard = new TarGuard(tar);

        await Assert.ThrowsAsync<InvalidDataException>(async () => await guard.ReadAtLeastAsync(new byte[1_024], 1_024, cancellationToken: Token));

        Assert.Equal(512, tar.Position);
    }

    [Fact]
    public async Task A_file_from_before_1970_is_copied()
    {
        Assert.Equal((null, "r"), await CopiedAsync(Header("r", '0', Octal(0), Binary(unchecked((ulong)-256L)), isGnu: true)));
        Assert.Equal((null, "r"), await CopiedAsync([.. Attributes("mtime", "-315619200.5"), .. Header("r", '0', Octal(0))]));
    }

    [Fact]
    public async Task A_size_among_the_attributes_is_the_size()
    {
        byte[] archive = [.. Attributes("size", "600"), .. Header("r", '0', Octal(0)), .. Padded(new string('x', 600)), .. End];
        await using var guard = new TarGuard(new MemoryStream(archive));
        using var copy = new MemoryStream();

        await guard.CopyToAsync(copy, Token);

        Assert.Equal(archive, copy.ToArray());
    }

    [Fact]
    public async Task A_name_gives_no_orders_to_a_terminal()
    {
        var (_, report) = await CopyAsync([.. Header("r/", '5', Octal(0)), .. Header("r/\u001b[2J\u009bx\u0007", '6', Octal(0)), .. End]);

        var warning = Assert.Single(report.Warnings, warning => warning.Code == "HRP4073");
        Assert.DoesNotContain(warning.Text, char.IsControl);
    }

    private static async Task<(string? Code, string? Name)> CopiedAsync(byte[] archive)
    {
        var (error, report) = await CopyAsync([.. archive, .. End]);
        return (error?.Code, report.Messages.Any(message => message.Text.StartsWith("Copied 1 file", StringComparison.Ordinal)) ? "r" : null);
    }

    private static async Task<(Diagnostic? Error, RecordingReport Report)> CopyAsync(byte[] archive)
    {
        await using var server = new FaultyEngine();
        server.Engine.Tar = archive;
        using var folder = new TemporaryFolder();
        var report = new RecordingReport();
        await using var engine = await EngineConnector.ConnectAsync(
            new EndpointOptions(server.Address, TlsVerify: false), ProductCalls.HostOf(folder.Path), report, Token);
        try
        {
            await new ProductCalls(folder.Path, engine, report, Token).DoAsync("run");
            return (null, report);
        }
        catch (HarpoonException e)
        {
            return (e.Diagnostics.Single(), report);
        }
    }
}
