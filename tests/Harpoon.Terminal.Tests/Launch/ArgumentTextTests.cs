using System.Diagnostics;
using Harpoon.Terminal.Launch;

namespace Harpoon.Terminal.Tests.Launch;

public sealed class ArgumentTextTests
{
    public static TheoryData<string> Texts =>
    [
        "", "  ", "a", " a  b ", "a\tb", "\"\"", "a \"\" b", "\"a b\" c", "a\"b c\"d", "\"open and more", "\"a\"\"b\"", "\"a\"\" b\"", "\"\"\"a b\"\"\"",
        "a\\b", "a\\\\b", "a\\\"b c", "a\\\\\"b c\"", "a\\\\\\\"b c", "c:\\dir\\ d", "\"c:\\my dir\\\\\" e", "end\\", "\"end\\\\", "'a b'", "\"a\\\"\"b c\"",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_is_split_as_dotnet_splits_the_arguments_of_a_process(string text)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "printf is asked what it got.");
        const string end = "\u0001";
        var start = new ProcessStartInfo("/usr/bin/printf", $"%s{end} {text}") { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // printf without arguments writes its format once.
        var expected = text.Trim().Length == 0 ? [] : said.Split(end)[..^1];
        Assert.Equal(expected, ArgumentText.Split(text));
    }
}
