using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Connecting.Endpoints;

public sealed class ElsewhereTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly RecordingReport _report = new();

    private HostEnvironment Here => _home.Host with { MachineName = "here" };

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("unix:///run/docker.sock", null, false)]
    [InlineData("tcp://127.0.0.1:2375", null, false)]
    [InlineData("tcp://127.1.2.3:2375", null, false)]
    [InlineData("tcp://[::1]:2375", null, false)]
    [InlineData("tcp://localhost:2375", null, false)]
    [InlineData("tcp://HERE:2376", null, false)]
    [InlineData("tcp://there:2376", null, true)]
    [InlineData("tcp://10.0.0.5:2376", null, true)]
    [InlineData("ssh://there", null, true)]
    [InlineData("ssh://alias", "127.0.0.1", false)]
    [InlineData("ssh://alias", "::1", false)]
    [InlineData("ssh://alias", "build.example", true)]
    public void An_engine_is_elsewhere_by_its_host_s_name(string address, string? realName, bool elsewhere)
    {
        var endpoint = new Endpoint(new Uri(address), "test");

        Assert.Equal(elsewhere, (realName is null ? endpoint : endpoint with { HostName = realName }).IsElsewhere("here"));
    }

    [Fact]
    public void A_folder_that_an_engine_elsewhere_mounts_is_warned_of_at_its_item()
    {
        var item = new ItemReference("DockerVolume", "./data:/data");
        var bind = VolumeGrammar.Parse(new VolumeRequest(item.Include), Here) with { Item = item };

        BindFolders.Warn([bind, VolumeGrammar.Parse(new VolumeRequest("cache:/cache"), Here)], new Endpoint(new Uri("ssh://there"), "test"), Here, _report);

        var warning = Assert.Single(_report.Warnings);
        Assert.Equal(("HRP4140", item), (warning.Code, warning.Item));
        Assert.Contains($"The folder {bind.Source} is mounted from the file system of there,", warning.Text, StringComparison.Ordinal);
        Assert.Contains("(here)", warning.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_this_machine_s_engine_mounts_is_not_warned_of()
    {
        BindFolders.Warn([VolumeGrammar.Parse(new VolumeRequest("./data:/data"), Here)], new Endpoint(new Uri("unix:///run/docker.sock"), "test"), Here, _report);

        Assert.Empty(_report.Warnings);
    }
}
