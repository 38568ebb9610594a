using System.Text;
using Harpoon.BuildKit;
using Harpoon.BuildKit.FileSync;
using Harpoon.Fuzz.Checking;

namespace Harpoon.Fuzz.Targets;

/// <summary>The patterns that the daemon sends: a line each, its first character says of which kind.</summary>
internal sealed class PatternsTarget : IFuzzTarget
{
    public string Name => "patterns";

    /// <summary>A pattern that is a regular expression takes most: 40 MB for 255 different characters, of two or three bytes each.</summary>
    public long MemoryPerByte => 150_000;

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Line("xa/**/*.log"), Line("x!a/b"), Line("x[a-z]?\\*")],
        [Line("ia/b"), Line("i**/big"), Line("x**")],
        [Line("flink"), Line("fa/l*p"), Line("i[^x-z]/../a/./b//")],
    ];

    public Task RunAsync(byte[] input)
    {
        var lines = Encoding.UTF8.GetString(input).Split('\n');
        var filter = new TreeFilter([.. Of(lines, 'i')], [.. Of(lines, 'x')], [.. Of(lines, 'f')]);
        foreach (var entry in new TreeWalk(new FixedTree(), filter).Entries())
        {
            Assert.False(entry.Path.StartsWith('/'));
        }

        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is BuildKitException { Failure: BuildKitFailure.InvalidPattern };

    private static IEnumerable<string> Of(string[] lines, char kind) => lines.Where(line => line.StartsWith(kind)).Select(line => line[1..]);

    private static byte[] Line(string text) => Encoding.UTF8.GetBytes(text + "\n");
}
