using System.Diagnostics;
using System.Globalization;
using Harpoon.Engine.Runs.Cleanup;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

public sealed class LinuxProcessTableTests : IDisposable
{
    private const int NoProcess = 4_194_305;

    private readonly TemporaryFolder _proc = new();

    public void Dispose() => _proc.Dispose();

    [Fact]
    public void This_process_lives()
    {
        var table = Real();
        Assert.False(table.IsDead(Environment.ProcessId, table.OwnStart));
    }

    [Fact]
    public void A_process_that_was_killed_and_not_reaped_is_dead()
    {
        var table = Real();
        // The shell starts one that ends at once, and never asks for it: exec puts a program there that knows nothing of it.
        using var parent = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "sleep 0 & echo $!; exec sleep 60"]) { RedirectStandardOutput = true })!;
        try
        {
            var zombie = int.Parse(parent.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            while (!File.ReadAllText($"/proc/{zombie}/stat").Contains(") Z ", StringComparison.Ordinal))
            {
                Thread.Sleep(10);
            }

            var start = File.ReadAllText($"/proc/{zombie}/stat").Split(' ')[21];
            Assert.True(table.IsDead(zombie, start));
        }
        finally
        {
            parent.Kill();
        }
    }

    [Fact]
    public void A_name_that_looks_like_the_rest_of_the_line_does_not_mislead()
    {
        Write("12/stat", "12 (a) Z 1 2) S 1 12 12 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 777 1 1\n");

        Assert.False(Table().IsDead(12, "777"));
        Assert.True(Table().IsDead(12, "778"));
    }

    [Fact]
    public void Another_users_process_that_proc_hides_lives()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "This is not Linux.");

        Assert.False(Table().IsDead(1, "5"));
        Assert.True(Table().IsDead(NoProcess, "5"));
    }

    [Fact]
    public void A_proc_of_another_pid_namespace_is_not_believed()
    {
        MakeProc("1");
        Assert.Null(Table().Place);

        Directory.Delete(Path.Combine(_proc.Path, "self"));
        MakeProc($"{Environment.ProcessId}");
        Assert.NotNull(Table().Place);
    }

    [Fact]
    public void Each_boot_and_each_pid_namespace_is_a_place_of_its_own()
    {
        MakeProc($"{Environment.ProcessId}");
        var first = Table().Place;

        Write("sys/kernel/random/boot_id", "another\n");
        Assert.NotEqual(first, Table().Place);

        Write("sys/kernel/random/boot_id", "boot\n");
        Assert.Equal(first, Table().Place);

        File.Delete(Path.Combine(_proc.Path, $"{Environment.ProcessId}/ns/pid"));
        File.CreateSymbolicLink(Path.Combine(_proc.Path, $"{Environment.ProcessId}/ns/pid"), "pid:[2]");
        Assert.NotEqual(first, Table().Place);
    }

    private static LinuxProcessTable Real()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "This is not Linux.");
        return new LinuxProcessTable();
    }

    private LinuxProcessTable Table() => new(_proc.Path, Path.Combine(_proc.Path, "machine-id"));

    private void MakeProc(string self)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "This is not Linux.");
        Write("sys/kernel/random/boot_id", "boot\n");
        Directory.CreateDirectory(Path.Combine(_proc.Path, self, "ns"));
        File.CreateSymbolicLink(Path.Combine(_proc.Path, self, "ns", "pid"), "pid:[1]");
        Directory.CreateSymbolicLink(Path.Combine(_proc.Path, "self"), self);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_proc.Path, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
