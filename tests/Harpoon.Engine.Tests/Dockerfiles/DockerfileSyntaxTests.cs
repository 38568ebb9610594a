namespace Harpoon.Engine.Tests.Dockerfiles;

public class DockerfileSyntaxTests
{
    [Theory]
    [InlineData("FROM a\nRUN b", "FROM 1-1 a|RUN 2-2 b")]
    [InlineData("# c\n\nfrom a\n  run b", "FROM 3-3 a|RUN 4-4 b")]
    [InlineData("FROM a\nRUN b \\\n# c\n\n  # d\n e\nCMD f", "FROM 1-1 a|RUN 2-6 b  e|CMD 7-7 f")]
    [InlineData("FROM a\nRUN b \\  \n c", "FROM 1-1 a|RUN 2-3 b  c")]
    [InlineData("FROM a\nRUN b \\\\\nCMD c", "FROM 1-1 a|RUN 2-2 b \\\\|CMD 3-3 c")]
    [InlineData("# escape=`\nFROM a\nRUN b `\n c\\", "FROM 2-2 a|RUN 3-4 b  c\\")]
    [InlineData("# syntax=docker/dockerfile:1\n# Escape = `\nFROM a\nRUN b `\n c", "FROM 3-3 a|RUN 4-5 b  c")]
    [InlineData("# a comment\n# escape=`\nFROM a\nRUN b \\\n c", "FROM 3-3 a|RUN 4-5 b  c")]
    [InlineData("\uFEFFFROM a\r\nRUN b\r\n", "FROM 1-1 a|RUN 2-2 b")]
    [InlineData("FROM a\nRUN <<EOF cat\nRUN x\nEOF\nCMD y", "FROM 1-1 a|RUN 2-4 <<EOF cat|CMD 5-5 y")]
    [InlineData("FROM a\nCOPY <<-'A' <<\"B\" /x\n\tA\nB\nCMD y", "FROM 1-1 a|COPY 2-4 <<-'A' <<\"B\" /x|CMD 5-5 y")]
    [InlineData("FROM a\nRUN echo $((1<<2)) a<<b\nCMD y", "FROM 1-1 a|RUN 2-2 echo $((1<<2)) a<<b|CMD 3-3 y")]
    [InlineData("FROM a\nCOPY --chown=1:1 --from=b c d", "FROM 1-1 a|COPY 2-2 c d")]
    [InlineData("FROM a\nONBUILD RUN b", "FROM 1-1 a|ONBUILD 2-2 RUN b")]
    [InlineData("ARG V=1\nFROM a\nRUN [ -f x ]", "ARG 1-1 V=1|FROM 2-2 a|RUN 3-3 [ -f x ]")]
    public void Instructions_are_read_as_the_engine_reads_them(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Parsed.Syntax(text).Instructions.Select(i => $"{i.Name} {i.StartLine}-{i.EndLine} {i.Arguments}")));

    [Theory]
    [InlineData("", "HRP2001", 1)]
    [InlineData("# only\n", "HRP2001", 1)]
    [InlineData("FROM a\n\nRUM b", "HRP2002", 3)]
    [InlineData("FROM a\nRUN b\nc", "HRP2002", 3)]
    [InlineData("ARG V\nRUN b\nFROM a", "HRP2003", 2)]
    [InlineData("ARG V", "HRP2003", 1)]
    [InlineData("FROM a b", "HRP2004", 1)]
    [InlineData("FROM a AS", "HRP2004", 1)]
    [InlineData("FROM", "HRP2004", 1)]
    [InlineData("FROM a\nCMD [\"b\", 1]", "HRP2005", 2)]
    [InlineData("FROM a\nCOPY [null, \"/b\"]", "HRP2005", 2)]
    [InlineData("# escape=x\nFROM a", "HRP2010", 1)]
    [InlineData("# escape=`\n# escape=`\nFROM a", "HRP2010", 2)]
    [InlineData("FROM a\nRUN <<EOF\nb", "HRP2011", 2)]
    [InlineData("FROM a\nCOPY b", "HRP2014", 2)]
    [InlineData("FROM a\nENV b", "HRP2014", 2)]
    [InlineData("FROM a\nWORKDIR", "HRP2014", 2)]
    [InlineData("FROM a\nLABEL b", "HRP2014", 2)]
    [InlineData("FROM a\nENV b=c d", "HRP2014", 2)]
    [InlineData("FROM a\nRUN\u00a0b", "HRP2002", 2)]
    public void A_wrong_line_is_an_error_where_it_was_written(string text, string code, int line)
    {
        var error = Parsed.Error(text);

        Assert.Equal((code, line), (error.Code, error.Line));
    }

    [Theory]
    [InlineData("RUM", "Did you mean RUN?")]
    [InlineData("FORM", "Did you mean FROM?")]
    [InlineData("ENTRYPIONT", "Did you mean ENTRYPOINT?")]
    [InlineData("BANANA", null)]
    public void A_mistyped_instruction_names_the_nearest(string word, string? hint)
    {
        var text = Parsed.Error($"FROM a\n{word} b").Text;

        Assert.Equal(hint is not null, text.Contains("Did you mean", StringComparison.Ordinal));
        Assert.Contains(hint ?? word, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("one", 1)]
    [InlineData("TWO", 2)]
    [InlineData("0", 1)]
    [InlineData("", 3)]
    [InlineData(null, 3)]
    public void A_target_leaves_the_stages_up_to_it(string? target, int stages) =>
        Assert.Equal(stages, Parsed.Syntax("FROM a AS one\nFROM b AS two\nFROM c").UpTo(target).Stages.Length);

    [Theory]
    [InlineData("three")]
    [InlineData("3")]
    [InlineData("-1")]
    public void A_target_that_is_not_there_is_an_error(string target)
    {
        var error = Assert.Throws<Engine.Diagnostics.HarpoonException>(() => Parsed.Syntax("FROM a AS one\nFROM b").UpTo(target));

        Assert.Contains("one, 1", Assert.Single(error.Diagnostics).Text, StringComparison.Ordinal);
    }
}
