using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Tests.Context;

/// <summary>Contexts as tests need them.</summary>
internal static class Contexts
{
    /// <summary>The options for a folder, with its file named Dockerfile.</summary>
    public static ContextOptions WithOwnDockerfile(this TemporaryFolder folder, string name = "Dockerfile")
    {
        var path = folder.At(name);
        var text = File.Exists(path) ? File.ReadAllText(path) : File.ReadAllText(folder.Write(name, "FROM scratch\n"));
        return new ContextOptions(folder.Path, new Dockerfile(text, path, [], []));
    }

    /// <summary>The options for a folder, with a Dockerfile that was rendered.</summary>
    public static ContextOptions WithRenderedDockerfile(this TemporaryFolder folder, params InlineFile[] inlineFiles) =>
        new(folder.Path, new Dockerfile("FROM scratch\n", Path: null, [], [.. inlineFiles]));

    public static BuildContext Scan(this ContextOptions options) =>
        BuildContext.Scan(options, NullReport.Instance, TestContext.Current.CancellationToken);

    public static async Task<List<SentEntry>> SendAsync(this ContextOptions options)
    {
        await using var tar = options.Scan().OpenTar(TestContext.Current.CancellationToken);
        return await SentEntry.ReadAllAsync(tar.Stream, TestContext.Current.CancellationToken);
    }

    public static async Task<List<string>> NamesAsync(this ContextOptions options) =>
        [.. (await options.SendAsync()).Select(entry => entry.Name)];
}
