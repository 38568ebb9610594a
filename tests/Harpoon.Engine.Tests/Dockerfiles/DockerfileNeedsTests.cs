using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>What a Dockerfile needs from elsewhere: its context, images, the network, BuildKit.</summary>
public class DockerfileNeedsTests
{
    private static readonly Dictionary<string, string?> Arguments = new() { ["GIVEN"] = "given", ["NULL"] = null };

    [Theory]
    [InlineData("RUN b", false)]
    [InlineData("COPY b c", true)]
    [InlineData("COPY [\"b\", \"c\"]", true)]
    [InlineData("COPY --from=one b c", false)]
    [InlineData("ADD b c", true)]
    [InlineData("ADD https://b/c d", false)]
    [InlineData("ADD https://b/c d e", true)]
    [InlineData("ADD $WHERE d", true)]
    [InlineData("RUN --mount=type=bind,target=/x b", true)]
    [InlineData("RUN --mount=target=/x b", true)]
    [InlineData("RUN --mount=type=bind,from=one,target=/x b", false)]
    [InlineData("RUN --mount=type=cache,target=/x b", false)]
    [InlineData("COPY <<EOF /x\nEOF", false)]
    [InlineData("COPY <<EOF b /x/\nEOF", true)]
    [InlineData("ONBUILD COPY b c", false)]
    [InlineData("ONBUILD COPY b c\nFROM one", true)]
    [InlineData("ONBUILD COPY b c\nFROM one AS two\nFROM two", true)]
    [InlineData("ONBUILD COPY b c\nFROM other", false)]
    [InlineData("ONBUILD COPY b c\nFROM ${ANY^}", true)]
    [InlineData("ONBUILD RUN --mount=type=bind,target=/x b\nFROM one", true)]
    [InlineData("ONBUILD ADD b c\nFROM ONE", true)]
    [InlineData("RUN --mount=type=BIND,target=/x b", true)]
    [InlineData("RUN --mount=Type=Bind,target=/x,From= b", true)]
    [InlineData("RUN --mount=type=$T,target=/x b", true)]
    [InlineData("RUN --mount=\"type=bind\",'target=/x' b", true)]
    [InlineData("COPY --from= b c", true)]
    [InlineData("COPY --from=\"\" b c", true)]
    [InlineData("COPY --from=\"one\" b c", false)]
    [InlineData("ADD HTTP://b/c d", true)]
    public void A_context_is_sent_where_an_instruction_reads_it(string line, bool expected) =>
        Assert.Equal(expected, DockerfileReader.Read(Parsed.Syntax($"FROM a AS one\n{line}"), Arguments).CopiesFromContext);

    [Theory]
    [InlineData("ADD b c", false)]
    [InlineData("ADD http://b/c d", true)]
    [InlineData("ADD git@b:c/d.git e", true)]
    [InlineData("ADD $WHERE d", true)]
    [InlineData("COPY $WHERE d", false)]
    [InlineData("ADD \"http://b/c\" d", true)]
    [InlineData("ADD h\\ttp://b/c d", true)]
    [InlineData("ADD me@b:c/d e", true)]
    [InlineData("ONBUILD ADD http://b/c d", false)]
    [InlineData("ONBUILD ADD http://b/c d\nFROM a", false)]
    [InlineData("ONBUILD ADD http://b/c d\nFROM ${X^}", true)]
    public void An_ADD_from_elsewhere_can_change_at_any_time(string line, bool expected) =>
        Assert.Equal(expected, DockerfileReader.Read(Parsed.Syntax($"FROM a\n{line}"), Arguments).AddsRemote);

    [Theory]
    [InlineData("RUN b", "")]
    [InlineData("RUN --mount=type=cache,target=/x b", "RUN --mount:2")]
    [InlineData("RUN --network=none b", "RUN --network:2")]
    [InlineData("RUN --security=insecure b", "RUN --security:2")]
    [InlineData("COPY --link --chmod=1 b c", "COPY --link:2,COPY --chmod:2")]
    [InlineData("COPY --chown=1 --from=a b c", "")]
    [InlineData("COPY --parents b c", "COPY --parents:2")]
    [InlineData("ADD --checksum=x http://b c", "ADD --checksum:2")]
    [InlineData("ADD https://b/c.git#main d", "ADD of a git repository:2")]
    [InlineData("RUN <<EOF\nb\nEOF\nRUN --mount=target=/x b", "RUN <<EOF:2,RUN --mount:5")]
    public void What_only_BuildKit_understands_is_named_with_its_line(string line, string expected) =>
        Assert.Equal(expected, string.Join(',', DockerfileReader.Read(Parsed.Syntax($"FROM a\n{line}"), Arguments).BuildKitFeatures.Select(f => $"{f.Name}:{f.Line}")));

    [Theory]
    [InlineData("FROM a", "a")]
    [InlineData("FROM scratch", "")]
    [InlineData("FROM a AS one\nFROM ONE\nCOPY --from=one b c\nCOPY --from=0 b c\nCOPY --from=other b c", "a,other")]
    [InlineData("FROM one\nFROM b AS one", "one,b")]
    [InlineData("ARG V=1\nFROM a:$V", "a:1")]
    [InlineData("ARG V=1\nARG W=a:${V}\nFROM $W", "a:1")]
    [InlineData("ARG GIVEN=1\nFROM a:${GIVEN}", "a:given")]
    [InlineData("FROM a:${GIVEN:-d}", "a:d")]
    [InlineData("ARG E=\nFROM a:${E:-d}${E:+x}", "a:d")]
    [InlineData("ARG V=1\nFROM a:${V:-d}${V:+-x}", "a:1-x")]
    [InlineData("ARG V=\"a:1\"\nFROM ${V}", "a:1")]
    [InlineData("ARG V\nFROM a$V", "a")]
    [InlineData("ARG P=linux/arm64\nFROM --platform=$P a", "a@linux/arm64")]
    [InlineData("FROM a\nARG V=1\nFROM b:$V", "a,b:")]
    [InlineData("FROM a\nRUN --mount=from=m,target=/x b", "a,m")]
    [InlineData("FROM a\nRUN --mount=From=m,target=/x --mount='from=n','target=/y' b", "a,m,n")]
    [InlineData("FROM a AS one\nFROM b\nRUN --mount=from=one,target=/x --mount=from=0,target=/y b", "a,b,0")]
    [InlineData("FROM a AS one\nONBUILD COPY --from=m b c\nFROM one", "a,m")]
    [InlineData("FROM a AS one\nONBUILD RUN --mount=from=m,target=/x b\nFROM one AS two\nFROM two", "a,m")]
    [InlineData("FROM a AS one\nONBUILD COPY --from=m b c\nFROM b", "a,b")]
    [InlineData("FROM 0\nFROM 0", "0,0")]
    [InlineData("FROM a AS one\nFROM b AS one\nFROM one", "a,b")]
    [InlineData("FROM a\nCOPY --from=\"m\" b c\nCOPY --from=scratch b c", "a,m")]
    [InlineData("ARG V=3.22.1\nFROM base:${V%.*}", "base:3.22")]
    [InlineData("ARG B=one\nFROM a AS one\nFROM ${B}", "a")]
    [InlineData("FROM base:x$TARGETARCH", "base:x")]
    public void The_images_that_a_build_starts_from_are_known(string text, string expected)
    {
        var images = DockerfileReader.Read(Parsed.Syntax(text), Arguments).Bases;

        Assert.Equal(expected, string.Join(',', images.Select(i => i.Platform is null ? i.Reference : $"{i.Reference}@{i.Platform}")));
    }
}
