using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>One tree and its <c>.dockerignore</c>, the same for the same seed.</summary>
internal sealed class RandomCase : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RandomCase(int seed)
    {
        var random = new Random(seed);
        var names = new RandomNames(random);
        new RandomTree(_folder, names, random).Grow();
        Dockerfile = names.Pick(["Dockerfile", "Dockerfile", "dock/my.Dockerfile", "-"]);
        if (names.Chance(90))
        {
            IgnoreText = names.IgnoreFile();
            _folder.Write(".dockerignore", IgnoreText);
        }

        if (!IsPrivate && !File.Exists(_folder.At(Dockerfile)))
        {
            _folder.Write(Dockerfile, "FROM scratch\n");
        }
    }

    public string Dockerfile { get; }

    public string? IgnoreText { get; }

    /// <summary>Whether the Dockerfile comes from standard input, as one that Harpoon rendered does.</summary>
    public bool IsPrivate => Dockerfile == "-";

    public string Folder => _folder.Path;

    /// <summary>What Harpoon sends; null when it refuses.</summary>
    public async Task<List<SentEntry>?> SendAsync()
    {
        try
        {
            return await (IsPrivate ? _folder.WithRenderedDockerfile() : _folder.WithOwnDockerfile(Dockerfile)).SendAsync();
        }
        catch (HarpoonException refusal) when (refusal.Diagnostics[0].Code == "HRP2107")
        {
            return null;
        }
    }

    /// <summary>What the CLI sends; null when it refuses.</summary>
    public async Task<List<SentEntry>?> SendByCliAsync(DockerCommand docker)
    {
        var dockerfile = IsPrivate ? "-" : _folder.At(Dockerfile);
        var (tar, words) = await docker.BuildAsync(Folder, dockerfile, IsPrivate ? "FROM scratch\n" : null);
        if (tar is null)
        {
            Assert.Contains("syntax error in pattern", words.Replace("illegal exclusion pattern", "syntax error in pattern", StringComparison.Ordinal), StringComparison.Ordinal);
            return null;
        }

        return await SentEntry.ReadAllAsync(tar, TestContext.Current.CancellationToken);
    }

    /// <summary>The paths that the rules, told once more, leave.</summary>
    public List<string> Reference(string ignoreText, bool hasFaults = false)
    {
        string[] kept = ignoreText.Length == 0 ? [] : IsPrivate ? [".dockerignore"] : [".dockerignore", Dockerfile];
        return new ReferenceRules(ignoreText, kept, hasFaults).Select(Folder);
    }

    public void Dispose() => _folder.Dispose();
}
