using CliWrap;

[assembly: AssemblyFixture(typeof(Harpoon.Sdk.Tests.Infrastructure.PackedSdk))]

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>
/// The package that all tests use: from the folder <c>HARPOON_PACKAGES</c>, or packed here, once. It is restored into a fresh
/// folder of its own, since NuGet serves a version that it has seen before from where it unpacked it.
/// </summary>
public sealed class PackedSdk : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-sdk-");

    /// <summary>The folder with the package.</summary>
    public string Feed { get; private set; } = string.Empty;

    /// <summary>The package file.</summary>
    public string Package => Directory.GetFiles(Feed, "Harpoon.Sdk.*.nupkg").Single();

    /// <summary>Its version.</summary>
    public string Version => Path.GetFileNameWithoutExtension(Package)["Harpoon.Sdk.".Length..];

    /// <summary>Where it and others are unpacked.</summary>
    public string Restored => Path.Combine(_folder.FullName, "restored");

    public async ValueTask InitializeAsync()
    {
        Feed = Environment.GetEnvironmentVariable("HARPOON_PACKAGES") is { Length: > 0 } packages ? packages : await PackAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<string> PackAsync()
    {
        var feed = Path.Combine(_folder.FullName, "feed");
        await Cli.Wrap("dotnet")
            .WithArguments(["pack", "src/Harpoon.Sdk", "-c", "Release", "-o", feed, "-nodeReuse:false", "--nologo", "-v", "q"])
            .WithWorkingDirectory(Repository.Root)
            .WithStandardOutputPipe(PipeTarget.ToStream(Console.OpenStandardError()))
            .ExecuteAsync();
        return feed;
    }
}
