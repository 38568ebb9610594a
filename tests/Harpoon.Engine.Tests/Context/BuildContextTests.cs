using System.Diagnostics;
using System.Formats.Tar;
using System.Net.Sockets;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Context;

public sealed class BuildContextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_Dockerfile_goes_first_and_the_rest_in_the_order_of_bytes()
    {
        _folder.Write("b/two");
        _folder.Write("b.txt");
        _folder.Write("A");
        _folder.Write("é");
        Directory.CreateDirectory(_folder.At("empty"));

        Assert.Equal(
            ["Dockerfile", "A", "b/", "b/two", "b.txt", "empty/", "é"],
            await _folder.WithOwnDockerfile().NamesAsync());
    }

    [Fact]
    public async Task Links_are_sent_as_links_and_never_followed()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("secret");
        _folder.Link("out", elsewhere.Path);
        _folder.Link("loop", ".");
        var far = new string('x', 150);
        _folder.Link("far", far);

        var sent = await _folder.WithOwnDockerfile().SendAsync();

        Assert.Equal(["Dockerfile", "far", "loop", "out"], sent.Select(entry => entry.Name));
        Assert.Equal([far, ".", elsewhere.Path], sent.Skip(1).Select(entry => entry.LinkTarget));
        Assert.All(sent.Skip(1), entry => Assert.Equal(TarEntryType.SymbolicLink, entry.Type));
    }

    [Fact]
    public async Task Files_are_nobodys_and_keep_their_mode_and_time()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        var script = _folder.Write("run.sh", "#!/bin/sh\n");
        _folder.SetMode("run.sh", UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.SetUser);
        File.SetLastWriteTimeUtc(script, new DateTime(2001, 9, 9, 1, 46, 40, 900, DateTimeKind.Utc));

        var sent = (await _folder.WithOwnDockerfile().SendAsync())[^1];

        Assert.Equal(new SentEntry("run.sh", TarEntryType.RegularFile, 0x940, 1_000_000_000, "", 0, 0, "#!/bin/sh\n"), sent);
    }

    [Theory]
    [InlineData(1931, 0L)]
    [InlineData(2040, int.MaxValue)]
    public async Task A_date_that_a_tar_cannot_say_becomes_the_nearest_one(int year, long seconds)
    {
        File.SetLastWriteTimeUtc(_folder.Write("old"), new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal(seconds, (await _folder.WithOwnDockerfile().SendAsync())[^1].Seconds);
    }

    [Fact]
    public async Task Long_names_arrive_whole()
    {
        var name = string.Join('/', Enumerable.Repeat(new string('é', 60), 5));
        _folder.Write(name);

        Assert.Equal(name, (await _folder.WithOwnDockerfile().NamesAsync())[^1]);
    }

    [Fact]
    public async Task The_first_header_is_never_a_PAX_one()
    {
        var path = new string('d', 120) + "/Dockerfile";
        await using var tar = _folder.WithOwnDockerfile(path).Scan().OpenTar(TestContext.Current.CancellationToken);
        var header = new byte[512];
        await tar.Stream.ReadExactlyAsync(header, TestContext.Current.CancellationToken);

        Assert.Equal((byte)'L', header[156]);
    }

    [Fact]
    public async Task A_pipe_and_a_socket_are_left_out_with_a_message_and_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no pipes in folders.");
        await RunAsync("mkfifo", _folder.At("pipe"));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("socket")));
        var report = new RecordingReport();

        var context = BuildContext.Scan(_folder.WithOwnDockerfile(), report, TestContext.Current.CancellationToken);

        Assert.Equal(["Dockerfile"], context.Entries.Select(entry => entry.Path));
        Assert.Equal([_folder.At("pipe"), _folder.At("socket")], report.Messages.Select(message => message.Text.Split(' ')[0]));
    }

    [Fact]
    public async Task A_Dockerfile_that_copies_nothing_is_sent_alone()
    {
        _folder.Write("much/more");

        var options = _folder.WithRenderedDockerfile() with { CopiesFromContext = false };

        Assert.Equal([".harpoon.dockerfile"], await options.NamesAsync());
    }

    [Fact]
    public void A_missing_folder_is_an_error_that_names_it()
    {
        var options = new ContextOptions(_folder.At("none"), new Dockerfile("FROM scratch\n", null, [], []));

        var refusal = Assert.Throws<HarpoonException>(() => options.Scan()).Diagnostics[0];

        Assert.Equal("HRP2101", refusal.Code);
        Assert.Contains(_folder.At("none"), refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_an_error_unless_it_is_left_out()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets names be any bytes.");
        await RunAsync("/bin/sh", "-c", "cd \"$0\" && : > \"$(printf 'bad\\377')\"", _folder.Path);

        Assert.Equal("HRP2106", Assert.Throws<HarpoonException>(() => _folder.WithOwnDockerfile().Scan()).Diagnostics[0].Code);

        _folder.Write(".dockerignore", "bad*");
        Assert.Equal(["Dockerfile", ".dockerignore"], await _folder.WithOwnDockerfile().NamesAsync());
        await RunAsync("/bin/sh", "-c", "rm \"$0\"/bad*", _folder.Path);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
