using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

/// <summary>A project in a folder of its own that builds <c>FROM base</c>, on engines that a test makes up.</summary>
internal sealed class FakeProject : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-builds-");

    public ImageBuildOptions Options { get; set; } =
        new("app", "label", "obj") 
        {
            Lines = [new DockerfileLine("FROM base"), new DockerfileLine("COPY . /")],

            // A made-up engine has no session.
            Builder = BuilderChoice.Classic,
        };

    public RecordingReport Report { get; } = new();

    public Dictionary<string, string> Variables { get; } = [];

    public HostEnvironment Host => new(name => Variables.GetValueOrDefault(name), _folder.FullName, _folder.FullName);

    public string Path(string relative) => System.IO.Path.Combine(_folder.FullName, relative);

    public Task<ImageBuildOutcome> BuildAsync(FakeEngine engine) => BuildUntilAsync(engine, TestContext.Current.CancellationToken);

    public Task<ImageBuildOutcome> BuildUntilAsync(FakeEngine engine, CancellationToken cancellationToken) =>
        ImageBuild.ExecuteAsync(Options, engine, Host, Report, cancellationToken);

    public async Task<string> FailAsync(FakeEngine engine) =>
        (await Assert.ThrowsAnyAsync<HarpoonException>(() => BuildAsync(engine))).Diagnostics.Single().Code;

    public void Dispose() => _folder.Delete(recursive: true);
}
