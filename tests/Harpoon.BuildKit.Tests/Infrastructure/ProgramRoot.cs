namespace Harpoon.BuildKit.Tests.Infrastructure;

/// <summary>One of this machine's programs with the libraries that it loads, as a root for an image that has none of them.</summary>
internal static class ProgramRoot
{
    public static async Task<TestFolder> OfAsync(string name, CancellationToken cancellationToken)
    {
        var program = ProgramRun.Find(name) ?? throw new FileNotFoundException(null, name);
        var libraries = (await ProgramRun.OutputAsync("ldd", [program], cancellationToken))
            .Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.StartsWith('/'));
        var root = new TestFolder();
        foreach (var file in libraries.Append(program))
        {
            var target = root.PathOf(file[1..]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return root;
    }
}
