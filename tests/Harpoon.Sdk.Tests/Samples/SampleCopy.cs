namespace Harpoon.Sdk.Tests.Samples;

/// <summary>A sample, copied to a folder of a user's own and run there with the packed SDK; what it made is cleaned away.</summary>
internal sealed class SampleCopy : IAsyncDisposable
{
    private readonly Scratch _user;
    private readonly string? _image;

    /// <param name="sdk">The package.</param>
    /// <param name="name">The sample's folder.</param>
    /// <param name="image">The image that the sample's own target makes, where it makes one.</param>
    public SampleCopy(PackedSdk sdk, string name, string? image = null)
    {
        _image = image;
        _user = new Scratch(sdk);
        string sample = Path.Combine(Repository.Root, "samples", name);
        foreach (string file in Directory.GetFiles(sample, "*", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(sample, file);
            if (!path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj"))
            {
                _user.Write(path, File.ReadAllText(file));
            }
        }
    }

    /// <summary>Variables that its builds get.</summary>
    public Dictionary<string, string?> Variables => _user.Environment;

    /// <summary>Lets it restore packages of others too, from this machine's own sources.</summary>
    public SampleCopy WithPackages()
    {
        Replace("nuget.config", "<clear />", "");
        return this;
    }

    public Task<RunResult> DotnetAsync(params string[] arguments) => _user.DotnetAsync(arguments);

    public Task<RunResult> BuildAsync(string target, params string[] more) =>
        _user.DotnetAsync(["build", $"-t:{target}", "-tl:off", .. more]);

    public Task<RunResult> InTerminalAsync(params string[] arguments) => _user.InTerminalAsync(arguments);

    public Task<RunResult> RunAsync(params string[] arguments) => _user.DotnetAsync(["run", .. arguments]);

    public void Replace(string file, string text, string by)
    {
        string before = File.ReadAllText(_user.PathOf(file));
        Assert.Contains(text, before, StringComparison.Ordinal);
        _user.Write(file, before.Replace(text, by, StringComparison.Ordinal));
    }

    public string Read(string file) => File.ReadAllText(PathOf(file));

    public string PathOf(string file) => _user.PathOf(file);

    public void Delete(string folder) => Directory.Delete(_user.PathOf(folder), recursive: true);

    public async ValueTask DisposeAsync()
    {
        // The image of an own target belongs to that name, and not to the project alone.
        (await BuildAsync("DockerClean", _image is null ? [] : [$"-p:DockerImage={_image}"])).Succeeded();
        _user.Dispose();
    }
}
