namespace Harpoon.Tasks.Tests.Lines;

/// <summary>Every way that MSBuild spoils a line, in each place that a line can stand.</summary>
[Collection("MSBuild")]
public class SpoiltLineTests
{
    /// <summary>Element, code, the column of what is spoilt, and the text that was meant.</summary>
    private static readonly (string Element, string Code, int Column, string Meant)[] Rows =
    [
        ("""<DockerfileLine Include="RUN a; b" />""", "HRP2021", 17, "RUN a; b"),
        ("""<DockerfileLine Include="RUN a; run b" />""", "HRP2021", 17, "RUN a; run b"),
        ("""<DockerfileLine Include="RUN rm -rf /var/cache/*" />""", "HRP2020", 17, "RUN rm -rf /var/cache/*"),
        ("""<DockerfileLine Include="COPY *.proj /x/" />""", "HRP2020", 17, "COPY *.proj /x/"),
        ("""<DockerfileLine Include="COPY ?.txt /x/" />""", "HRP2020", 17, "COPY ?.txt /x/"),
        ("""<DockerfileLine Include="FROM a;RUN rm *" />""", "HRP2020", 17, "FROM a\nRUN rm *"),
        ("""<DockerfileLine Include="RUN echo a\nb" />""", "HRP2022", 17, @"RUN echo a\nb"),
        ("""<DockerfileLine Include="RUN echo a \" />""", "HRP2022", 17, @"RUN echo a \"),
        ("""<DockerfileLine Include="RUN /bin/sh -c 'printf a\nb'" />""", "HRP2022", 17, @"RUN  /bin/sh -c 'printf a\nb'"),
        ("""<DockerfileLine Include="RUN echo $(whoami)" />""", "HRP2023", 17, "RUN echo $(whoami)"),
        ("""<DockerfileLine Include="RUN echo $(uname -r)" />""", "HRP2023", 17, "RUN echo $(uname -r)"),
        ("""<DockerfileLine Include="RUN a $(dpkg --print-architecture) b" />""", "HRP2023", 17, "RUN a $(dpkg --print-architecture) b"),
        ("""<DockerfileLine Include="$(whoami)" />""", "HRP2023", 17, "$(whoami)"),
        ("""<DockerfileLine Include="RUN $(Star)" />""", "HRP2020", 17, "RUN a*"),
        ("""<DockerfileLine Include="$(Line)" />""", "HRP2020", 17, "RUN rm *; b"),
        ("""<DockerfileLine Include="RUN $(Semicolon)" />""", "HRP2021", 17, "RUN c;d"),
        ("""<DockerfileLine Include="RUN $(Backslash)" />""", "HRP2022", 17, @"RUN e\nf"),
        ("""<DockerfileLine Include="RUN printf %02d 1" />""", "HRP2024", 17, "RUN printf %02d 1"),
        ("""<DockerfileLine Include="RUN" Arguments="printf %02d 1" />""", "HRP2024", 30, "RUN printf %02d 1"),
        ("""<DockerfileLine Include="RUN" Arguments="printf %10s 1" />""", "HRP2024", 30, "RUN printf %10s 1"),
        ("""<DockerfileLine Include="RUN" Arguments="wget a%20b" />""", "HRP2024", 30, "RUN wget a%20b"),
        ("""<DockerfileLine Include="RUN" Arguments="/bin/sh -c 'printf a\nb'" />""", "HRP2022", 30, @"RUN  /bin/sh -c 'printf a\nb'"),
        ("""<DockerfileLine Include="RUN" Arguments="echo $(whoami)" />""", "HRP2023", 30, "RUN echo $(whoami)"),
        ("""<DockerfileLine Include="RUN" Arguments="echo $(uname -r)" />""", "HRP2023", 30, "RUN echo $(uname -r)"),
        ("""<DockerfileLine Include="RUN" Arguments="git log --format=%(refname)" />""", "HRP2027", 30, "RUN git log --format=%(refname)"),
        ("""<DockerfileLine Include="RUN" Arguments="echo a@(bc)" />""", "HRP2027", 30, "RUN echo a@(bc)"),
        ("""<DockerfileLine Include="FROM a;RUN" Arguments="b" />""", "HRP2021", 17, "FROM a;RUN b"),
    ];

    public static TheoryData<Place, string, string, int, string> All()
    {
        var all = new TheoryData<Place, string, string, int, string>();
        foreach (var (element, code, column, meant) in Rows)
        {
            foreach (var place in Enum.GetValues<Place>())
            {
                all.Add(place, element, code, column, meant);
            }
        }

        return all;
    }

    private const string Properties = @"<Line>RUN rm *; b</Line><Star>a*</Star><Semicolon>c;d</Semicolon><Backslash>e\nf</Backslash>";

    [Theory]
    [MemberData(nameof(All))]
    public void A_spoilt_line_is_an_error_at_its_place_and_the_corrected_element_says_what_was_meant(
        Place place,
        string element,
        string code,
        int column,
        string meant)
    {
        var (result, file) = WrittenElement.Verify(place, element, Properties);

        var error = WrittenElement.Single(result.Errors);
        Assert.Equal(code, error.Code);
        Assert.Equal(new(file, WrittenElement.Line, column), error.Location);
        if (meant.Length > 0)
        {
            var (corrected, _) = WrittenElement.Verify(place, WrittenElement.Corrected(error), Properties);
            Assert.Empty(corrected.Errors);
            Assert.Equal(meant, WrittenElement.Texts(corrected));
        }
    }
}
