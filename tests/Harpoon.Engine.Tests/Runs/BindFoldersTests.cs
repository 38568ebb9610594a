using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class BindFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingReport _report = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("./app.conf:/etc/app.conf:ro", true)]
    [InlineData("./new/init.sql:/docker-entrypoint-initdb.d/1.SQL", true)]
    [InlineData("./empty.json:/app/settings.json", true)]
    [InlineData("./there.conf:/etc/app.conf", false)]
    [InlineData("./full.json:/app/full.json", false)]
    [InlineData("./conf.d:/etc/conf.d", false)]
    [InlineData("./My.Project:/src/My.Project", false)]
    [InlineData("./logs.json:/logs", false)]
    [InlineData("./data:/data", false)]
    public void A_missing_file_that_becomes_a_folder_is_warned_of_at_its_item(string volume, bool warned)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "there.conf"), "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty.json"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "full.json", "more"));
        var host = HostEnvironment.OfProcess(_folder.Path);
        var item = new ItemReference("DockerVolume", volume);

        BindFolders.Make([VolumeGrammar.Parse(new(volume), host) with { Item = item }], new Endpoint(new Uri("unix:///x"), "test"), _report);

        Assert.Equal(warned ? [("HRP4230", item)] : [], _report.Warnings.Select(warning => (warning.Code, warning.Item!)));
    }
}
