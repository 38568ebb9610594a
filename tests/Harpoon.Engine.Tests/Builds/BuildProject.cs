using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds;

/// <summary>A project in a folder of its own, with an image of its own on the tests' engine; both are gone afterwards.</summary>
internal sealed class BuildProject : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-builds-");
    private readonly IEngine _engine;

    private BuildProject(IEngine engine, BuilderChoice builder)
    {
        _engine = engine;
        Name = $"harpoon-builds-{Guid.NewGuid():n}";
        Host = new HostEnvironment(name => Variables.GetValueOrDefault(name), _folder.FullName, _folder.FullName);
        Options = new ImageBuildOptions(Name, Name, "obj") { Builder = builder };
    }

    public static async Task<BuildProject> CreateAsync(BuilderChoice builder = BuilderChoice.Auto)
    {
        Assert.SkipWhen(builder == BuilderChoice.BuildKit && EngineAvailability.IsPodman, $"Podman {PodmanLacks.BuildKit}.");
        return new(await TestEngine.ConnectAsync(TestContext.Current.CancellationToken), builder);
    }

    /// <summary>The project's name, its image's, and the value of its label.</summary>
    public string Name { get; }

    public ImageBuildOptions Options { get; set; }

    public Dictionary<string, string> Variables { get; } = [];

    public HostEnvironment Host { get; }

    public IEngine Engine => _engine;

    /// <summary>The images that it built.</summary>
    public BuiltImages Built => new(Path("obj"), Name);

    /// <summary>What the last build told.</summary>
    public RecordingReport Report { get; private set; } = new();

    public IEnumerable<string> Output => Report.Lines.Select(line => line.Text);

    /// <summary>What the last build said of itself, with the reason why it was not skipped.</summary>
    public string Said => string.Join('\n', Report.Messages.Select(message => message.Text));

    /// <summary>Gives the project these lines after a <c>FROM</c> of the tests' base image, at lines 10, 11, … of its project file.</summary>
    public BuildProject With(params string[] lines) => WithAll([$"FROM {TestImages.Base}", .. lines]);

    public BuildProject WithAll(params string[] lines)
    {
        Options = Options with { Lines = [.. lines.Select((line, index) => new DockerfileLine(Own(line), null, new SourceLocation(Path("p.csproj"), 10 + index, 5)))] };
        return this;
    }

    /// <summary>A builder says nothing of what a step wrote that it takes from another image's, or remembers of one that is gone. So each test has its own.</summary>
    private string Own(string line) => line.StartsWith("RUN ", StringComparison.Ordinal) || line.StartsWith("CMD ", StringComparison.Ordinal) ? $"{line} # {Name}" : line;

    public BuildProject WithOptions(Func<ImageBuildOptions, ImageBuildOptions> change)
    {
        Options = change(Options);
        return this;
    }

    public string Path(string relative) => System.IO.Path.Combine(_folder.FullName, relative);

    public BuildProject WithFile(string relative, string content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(relative))!);
        File.WriteAllText(Path(relative), content);
        return this;
    }

    public void SetMode(string relative, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path(relative), mode);
        }
    }

    public Task<ImageBuildOutcome> BuildAsync() => BuildAsync(TestContext.Current.CancellationToken);

    public Task<ImageBuildOutcome> BuildAsync(CancellationToken cancellationToken) => BuildAsync(_engine, cancellationToken);

    /// <summary>Builds, and records the messages meanwhile.</summary>
    public Task<ImageBuildOutcome> BuildAsync(Action<string> heard)
    {
        Report = new RecordingReport { Heard = heard };
        return ImageBuild.ExecuteAsync(Options, _engine, Host, Report, TestContext.Current.CancellationToken);
    }

    /// <summary>Builds on another engine.</summary>
    public Task<ImageBuildOutcome> BuildAsync(IEngine engine) => BuildAsync(engine, TestContext.Current.CancellationToken);

    private Task<ImageBuildOutcome> BuildAsync(IEngine engine, CancellationToken cancellationToken)
    {
        Report = new RecordingReport();
        return ImageBuild.ExecuteAsync(Options, engine, Host, Report, cancellationToken);
    }

    /// <summary>Builds, and fails with what the build said if it was not skipped.</summary>
    public async Task<ImageBuildOutcome> AssertUpToDateAsync()
    {
        var outcome = await BuildAsync();
        Assert.True(outcome.UpToDate, Said);
        return outcome;
    }

    public async Task<Diagnostic> FailAsync() =>
        (await Assert.ThrowsAsync<HarpoonException>(BuildAsync)).Diagnostics.Single();

    /// <summary>Fails, after something happened between the look at the context and its sending.</summary>
    public async Task<Diagnostic> FailAsync(Action whenItStarts)
    {
        Report = new RecordingReport { Heard = text => (text.StartsWith("Building ", StringComparison.Ordinal) ? whenItStarts : () => { })() };
        return (await Assert.ThrowsAsync<HarpoonException>(
            () => ImageBuild.ExecuteAsync(Options, _engine, Host, Report, TestContext.Current.CancellationToken))).Diagnostics.Single();
    }

    public Task<ImageDetails?> FindAsync(string reference) => _engine.Images.FindAsync(reference, TestContext.Current.CancellationToken);

    /// <summary>
    /// Builds an image whose layers no other test has, for a base under a name of its own: BuildKit reports images with the same layers to builds that go on
    /// together by one name.
    /// </summary>
    public async Task<string> BuildBaseAsync() => (await With($"RUN echo {Name} > /name").BuildAsync()).ImageId;

    public async ValueTask DisposeAsync()
    {
        foreach (var image in await _engine.Images.ListAsync($"{HarpoonLabels.Project}={Name}", CancellationToken.None))
        {
            try
            {
                await _engine.Images.RemoveAsync(image.Id, force: true, CancellationToken.None);
            }
            catch (EngineRefusedException e) when (e.Kind == RefusalKind.ImageInUse)
            {
                // The classic builder keeps the stages of another project that was built on it.
            }
        }

        await _engine.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
