using System.Diagnostics;
using System.Formats.Tar;
using System.Net.Sockets;
using System.Text;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;
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
        NonEmpty.All(sent.Skip(1), entry => Assert.Equal(TarEntryType.SymbolicLink, entry.Type));
    }

    [Fact]
    public async Task Files_belong_to_uid_0_and_keep_their_mode_and_time()
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
    public async Task A_pipe_is_sent_as_one_and_never_opened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no pipes in folders.");
        LinuxFiles.MakePipe(_folder.At("pipe"));
        _folder.SetMode("pipe", UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var sent = (await _folder.WithOwnDockerfile().SendAsync())[^1];

        Assert.Equal(("pipe", TarEntryType.Fifo, 0x180, ""), (sent.Name, sent.Type, sent.Mode, sent.Content));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_socket_is_an_empty_file_to_BuildKit_and_left_out_aloud_elsewhere(bool isServed)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps no sockets in folders.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.At("socket")));
        var report = new RecordingReport();

        var context = BuildContext.Scan(_folder.WithOwnDockerfile() with { IsServed = isServed }, report, TestContext.Current.CancellationToken);

        Assert.Equal(isServed, context.Entries.Any(entry => entry.Path == "socket"));
        Assert.Equal(
            isServed ? [] : [(MessageLevel.High, _folder.At("socket"))],
            report.Messages.Select(message => (message.Level, message.Text.Split(' ')[0])));
    }

    [Fact]
    public async Task A_device_is_sent_with_its_numbers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "The superuser alone makes devices.");
        await RunAsync("mknod", _folder.At("character"), "c", "1", "3");
        await RunAsync("mknod", _folder.At("block"), "b", "7", "300");

        await using var tar = _folder.WithOwnDockerfile().Scan().OpenTar(TestContext.Current.CancellationToken);
        await using var reader = new TarReader(tar.Stream, leaveOpen: true);
        var devices = new List<(string Name, TarEntryType Type, int Major, int Minor)>();
        while (await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
        {
            if (entry is PosixTarEntry device && entry.EntryType is TarEntryType.CharacterDevice or TarEntryType.BlockDevice)
            {
                devices.Add((device.Name, device.EntryType, device.DeviceMajor, device.DeviceMinor));
            }
        }

        Assert.Equal([("block", TarEntryType.BlockDevice, 7, 300), ("character", TarEntryType.CharacterDevice, 1, 3)], devices);
    }

    [Fact]
    public async Task Further_names_of_a_file_are_sent_as_links_to_the_first()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says how many names a file has.");
        var far = new string('d', 110) + "/first";
        _folder.Write(far, "content");
        _folder.Write("e/other", "content");
        LinuxFiles.Link(_folder.At(far), _folder.At("e/second"));
        LinuxFiles.Link(_folder.At(far), _folder.At("third"));

        var sent = (await _folder.WithOwnDockerfile().SendAsync()).Where(entry => entry.Type != TarEntryType.Directory).Skip(1);

        Assert.Equal(
            [
                (far, TarEntryType.RegularFile, "", "content"),
                ("e/other", TarEntryType.RegularFile, "", "content"),
                ("e/second", TarEntryType.HardLink, far, ""),
                ("third", TarEntryType.HardLink, far, ""),
            ],
            sent.Select(entry => (entry.Name, entry.Type, entry.LinkTarget, entry.Content)));
    }

    [Fact]
    public async Task What_a_program_may_do_is_sent_beside_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "The superuser alone gives capabilities.");
        const string Capability = "0100000200200000000000000000000000000000";
        LinuxFiles.SetAttribute(_folder.Write("program"), "security.capability", Convert.FromHexString(Capability));
        LinuxFiles.SetAttribute(_folder.At("program"), "user.x", "y"u8);

        var context = _folder.WithOwnDockerfile().Scan();
        await using var tar = context.OpenTar(TestContext.Current.CancellationToken);
        using var all = new MemoryStream();
        await tar.Stream.CopyToAsync(all, TestContext.Current.CancellationToken);
        var text = Encoding.Latin1.GetString(all.ToArray());

        Assert.Contains("57 SCHILY.xattr.security.capability=" + Encoding.Latin1.GetString(Convert.FromHexString(Capability)) + "\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("user.x", text, StringComparison.Ordinal);
        Assert.Equal(["security.capability", "user.x"], context.Entries.Single(entry => entry.Path == "program").ExtendedAttributes.Keys);
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_missing_folder_is_an_error_also_where_nothing_is_copied_from_it(bool isServed)
    {
        var options = new ContextOptions(_folder.At("none"), new Dockerfile("FROM scratch\n", null, [], [])) { CopiesFromContext = false, IsServed = isServed };

        Assert.Equal("HRP2101", Assert.Throws<HarpoonException>(() => options.Scan()).Diagnostics[0].Code);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
