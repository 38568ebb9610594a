using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.DotnetRun;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.DotnetRun;

public sealed class DeferredFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_of_a_build_is_lost()
    {
        var build = Filled.Of<DeferredBuild>() with { Project = "/src/App.csproj" };

        var file = DeferredFile.Write(_folder.Path, build);
        var read = DeferredFile.ReadBuild(file);

        Assert.Equivalent(build, read, strict: true);
        Assert.Equal(file, DeferredFile.Write(_folder.Path, read));
    }

    [Fact]
    public void Nothing_of_a_run_is_lost()
    {
        var run = Filled.Of<DeferredRun>() with { Project = "/src/App.csproj" };

        var file = DeferredFile.Write(_folder.Path, run);
        var read = DeferredFile.ReadRun(file);

        Assert.Equivalent(run, read, strict: true);
        Assert.Equal(file, DeferredFile.Write(_folder.Path, read));
    }

    [Fact]
    public void A_run_of_days_ago_leaves_no_file_behind()
    {
        var (old, recent) = (DeferredFile.Write(_folder.Path, Run("a")), DeferredFile.Write(_folder.Path, Run("b")));
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        var now = DeferredFile.Write(_folder.Path, Run("c"));

        Assert.Equal(new[] { recent, now }.Order(), Directory.GetFiles(Path.GetDirectoryName(now)!).Order());
    }

    [Fact]
    public void Runs_that_differ_have_files_of_their_own_and_the_same_run_has_one()
    {
        string[] files = [.. new[] { "a", "b", "a" }.Select(argument => DeferredFile.Write(_folder.Path, Run(argument)))];

        Assert.NotEqual(files[0], files[1]);
        Assert.Equal(files[0], files[2]);
        Assert.Equal(2, Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void Its_owner_alone_may_read_it()
    {
        var file = DeferredFile.Write(_folder.Path, Run("a"));

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void What_the_environment_has_is_not_written_and_comes_from_it()
    {
        var host = new HostEnvironment(name => name == "TOKEN" ? "s3cret" : null, "/", "/");
        var run = Run("a") with
        {
            Options = new ContainerRunOptions("image")
            {
                Environment = [new EnvironmentVariable("A", "1"), new EnvironmentVariable("TOKEN", "s3cret") { IsInherited = true }, new EnvironmentVariable("B", "2")],
            },
        };

        var file = DeferredFile.Write(_folder.Path, run.WithoutInheritedValues());

        Assert.DoesNotContain("s3cret", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(run.Options.Environment, DeferredFile.ReadRun(file).WithInheritedValues(host).Options.Environment);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"Project\":1}")]
    [InlineData("{")]
    public void One_that_can_not_be_read_is_an_error_that_says_what_to_do(string? text)
    {
        var path = Path.Combine(_folder.Path, "run.json");
        if (text is not null)
        {
            File.WriteAllText(path, text);
        }

        var error = Assert.Throws<HarpoonException>(() => DeferredFile.ReadRun(path));

        Assert.Equal("HRP4303", Assert.Single(error.Diagnostics).Code);
    }

    [Fact]
    public void One_that_can_not_be_written_is_an_error()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "harpoon"), "a file where the folder should be");

        var error = Assert.Throws<HarpoonException>(() => DeferredFile.Write(_folder.Path, Run("a")));

        Assert.Equal("HRP4302", Assert.Single(error.Diagnostics).Code);
    }

    private static DeferredRun Run(string argument) =>
        new("/src/App.csproj", new EndpointOptions(), new ContainerRunOptions(new ContainerSpec("image") { Command = [argument] }));
}
