namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>What Docker takes is taken, though it may hardly be meant.</summary>
public class LenientGrammarTests
{
    [Theory]
    [InlineData("CMD ['b', 'c']")]
    [InlineData("CMD [\"b\" \"c\"]")]
    [InlineData("ENTRYPOINT [\"b\", \"c\",]")]
    public void A_near_miss_of_the_JSON_form_is_a_warning_at_its_line(string line)
    {
        var warning = Assert.Single(Parsed.Syntax($"FROM a\n{line}").Warnings);

        Assert.Equal(("HRP2005", 12), (warning.Code, warning.Location!.Line));
    }

    [Theory]
    [InlineData("RUN")]
    [InlineData("RUN \\\n")]
    [InlineData("CMD")]
    [InlineData("ENTRYPOINT []")]
    [InlineData("RUN [ -f x ]")]
    [InlineData("ADD \\b\\\" /c")]
    [InlineData("COPY \"b c\"")]
    [InlineData("ENV b c d")]
    [InlineData("ENV b=\"c d\" e=f\\ g")]
    public void What_Docker_takes_is_not_judged(string line) => Assert.Empty(Parsed.Syntax($"FROM a\n{line}").Warnings);

    [Theory]
    [InlineData("""CMD ["\ud83d"]""", "\ufffd")]
    [InlineData("""CMD ["\udca9\ud83d"]""", "\ufffd\ufffd")]
    [InlineData("""CMD ["\ud83d\udca9"]""", "\U0001F4A9")]
    [InlineData("""CMD ["\\ud83d"]""", """\ud83d""")]
    [InlineData("""CMD ["\ud83d\u0041"]""", "\ufffdA")]
    public void Half_a_character_in_JSON_is_what_it_is_to_Docker(string line, string word) =>
        Assert.Equal([word], Parsed.Syntax($"FROM a\n{line}").Stages[0].Instructions[0].Words);

    [Theory]
    [InlineData("RUN <<'E F'\nb\nE F")]
    [InlineData("RUN <<\\EOF\nb\nEOF")]
    [InlineData("RUN 3<<EOF cat\nb\nEOF")]
    [InlineData("COPY <<-\"A\" /b\n\t\tA")]
    public void A_here_document_ends_where_BuildKit_ends_it(string line) =>
        Assert.Equal(2, Parsed.Syntax($"FROM a\n{line}\nUSER c").Stages[0].Instructions.Length);
}
