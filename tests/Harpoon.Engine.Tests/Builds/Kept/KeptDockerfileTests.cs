using System.Text;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Tests.Builds.Kept;

public sealed class KeptDockerfileTests
{
    [Theory]
    [InlineData("# syntax=docker/dockerfile:1|ARG V=1|FROM a AS x|RUN <<E|two|E|RUN bad|RUN more|FROM x|COPY --from=x / /", 7, "# syntax=docker/dockerfile:1|ARG V=1|FROM a AS x|RUN <<E|two|E|||FROM x|COPY --from=x / /", "x")]
    [InlineData("# escape=`|FROM a AS x|RUN one `|  two|RUN bad `|  worse|FROM b AS y|FROM y", 5, "# escape=`|FROM a AS x|RUN one `|  two|||FROM b AS y|FROM y", "x")]
    [InlineData("FROM a|RUN bad|FROM b|COPY --from=0 / /", 2, "FROM a|||", null)]
    [InlineData("FROM a AS x|RUN bad|FROM x AS x|RUN good", 2, "FROM a AS x|||", null)]
    [InlineData("FROM a AS x|RUN <<E|bad|E|RUN more", 2, "FROM a AS x||||", "x")]
    [InlineData("FROM a AS x|ONBUILD RUN one|ONBUILD RUN bad|FROM x|RUN more", 3, "FROM a AS x|ONBUILD RUN one|ONBUILD RUN bad|RUN one|FROM x|RUN more", "x")]
    public void The_stage_ends_before_the_line_that_failed_and_all_else_is_as_it_was(string lines, int line, string expected, string? target)
    {
        var request = Request(lines);

        var kept = KeptDockerfile.Of(request, Point(request, line), "harpoon-failed/app:1", platform: "");

        Assert.Equal(expected, kept.Dockerfile.Text.Replace('\n', '|'));
        Assert.Equal(kept.Dockerfile.Text, Encoding.UTF8.GetString(kept.Dockerfile.Bytes.Span));
        Assert.Equal(target, kept.Target);
        Assert.Equal(["harpoon-failed/app:1"], kept.Tags);
        Assert.Equal(request.Name, kept.ContextKey);
    }

    [Fact]
    public void What_would_repeat_the_steps_or_change_the_image_is_left_out()
    {
        var request = Request("FROM a|RUN bad") with { NoCache = true, Platforms = ["linux/amd64", "linux/arm64"], Target = "0" };

        var kept = KeptDockerfile.Of(request, Point(request, 2), "n", "linux/arm64");

        Assert.False(kept.NoCache);
        Assert.Equal("linux/arm64", kept.Platform);
        Assert.Empty(kept.Platforms);
        Assert.Null(kept.Target);
    }

    [Theory]
    [InlineData("RUN echo it's \\|  here", "exec '/bin/sh' '-c' 'echo it'\\''s   here'\n")]
    [InlineData("RUN [\"a\", \"b c\"]", "exec 'a' 'b c'\n")]
    [InlineData("RUN <<-E|\tone|two|E", "exec '/bin/sh' '-c' 'one\ntwo\n'\n")]
    [InlineData("RUN <<E|#!/usr/bin/env python|print(1)|E", "#!/usr/bin/env python\nprint(1)\n")]
    [InlineData("RUN cat <<A && cat <<B|one|A|two|B", "exec '/bin/sh' '-c' 'cat <<A && cat <<B\none\nA\ntwo\nB\n'\n")]
    [InlineData("WORKDIR /a/${V}", "exec 'mkdir' '-p' '--' '/a/1'\n")]
    [InlineData("COPY a b", "")]
    public void A_step_is_a_script(string lines, string expected)
    {
        var request = Request($"FROM a|ARG V=1|{lines}");
        var point = Point(request, 3);

        Assert.Equal(expected, StepProgram.ScriptOf(request, point.Failed, StepProgram.ShellOf(request, point), StageVariables.Of(request, point, [])));
    }

    [Fact]
    public void Variables_are_those_declared_up_to_the_step()
    {
        var request = Request("ARG G=g|FROM a AS x|ARG A=1|ARG G|ARG HIDDEN=2|FROM x|ARG B=${A}${G}${E}|ARG GIVEN|ARG NONE|RUN bad|ARG LATE=1") with
        {
            Arguments = new Dictionary<string, string?> { ["GIVEN"] = "given", ["LATE"] = "x" },
        };

        var variables = StageVariables.Of(request, Point(request, 10), ["E=e", "HIDDEN=env"]).Arguments(new HashSet<string> { "GIVEN" });

        Assert.Equal(["A=1", "B=1ge", "G=g", "GIVEN=given (inherited)"], variables.Select(variable => $"{variable.Name}={variable.Value}{(variable.IsInherited ? " (inherited)" : "")}"));
    }

    [Fact]
    public void The_name_has_the_images_path_and_tag()
    {
        Assert.Equal("harpoon-failed/fish/herring.stage:2", KeptName.Of(Request("FROM a") with { Tags = ["localhost:5000/fish/herring:2"] }).ToString());
        Assert.Equal("harpoon-failed/app.stage:latest", KeptName.Of(Request("FROM a") with { Tags = ["app"] }).ToString());
    }

    private static KeptPoint Point(ImageBuildRequest request, int line) =>
        KeptPoint.Of(request, new FailedStep("RUN bad", null, "") { Line = line }, [])!;

    private static ImageBuildRequest Request(string lines)
    {
        var dockerfile = DockerfileSource.FromText(lines.Replace('|', '\n'), start: null);
        return new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), ["app:latest"]);
    }
}
