using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Kept;

/// <summary>A shell where a build failed, by each builder.</summary>
public sealed class KeptStageTests
{
    private static readonly (string Lines, int ExitCode, string Output)[] Failures =
    [
        ("FROM BASE|RUN echo one > /one|RUN cat /one && exit 7", 7, "one"),
        ("FROM BASE|run [\"sh\", \"-c\", \"echo $0 && exit 4\", \"it's a\"]", 4, "it's a"),
        ("FROM BASE|USER 65534|ENV A=b|WORKDIR /tmp/w|ARG V=${A}-v|RUN echo $(id -u) $A $V $(pwd) && exit 3", 3, "65534 b b-v /tmp/w"),
        ("FROM BASE|RUN echo x > /file|WORKDIR /file/sub", 1, "Not a directory"),
        ("ARG G=5|FROM BASE AS a|RUN echo a > /a|FROM a AS b|ARG G|RUN cat /a && exit $G|FROM BASE|COPY --from=b / /x", 5, "a"),
        ("FROM BASE|RUN exit 8|FROM BASE|COPY --from=0 / /x", 8, ""),
        ("FROM BASE AS a|ONBUILD RUN echo t > /t|ONBUILD RUN cat /t && exit 6|FROM a|RUN true", 6, "t"),
        ("FROM PARENT|RUN true", 9, "parent"),
    ];

    public static TheoryData<BuilderChoice, int> Cases =>
        [.. new[] { BuilderChoice.Classic, BuilderChoice.BuildKit }.SelectMany(builder => Enumerable.Range(0, Failures.Length).Select(index => (builder, index)))];

    [EngineTheory]
    [MemberData(nameof(Cases))]
    public async Task The_step_fails_in_the_shell_as_it_did_in_the_build(BuilderChoice builder, int index)
    {
        var (lines, exitCode, output) = Failures[index];
        Assert.SkipWhen(EngineAvailability.IsPodman && lines.Contains("FROM a AS b", StringComparison.Ordinal), "Podman announces a step of another stage while it is at this one.");
        await using var parent = await BuildProject.CreateAsync(builder);
        await using var project = await BuildProject.CreateAsync(builder);
        if (lines.Contains("PARENT", StringComparison.Ordinal))
        {
            await parent.With("RUN echo parent > /p", $"ONBUILD RUN cat /p && exit 9 # {parent.Name}").BuildAsync();
        }

        project.WithAll(lines.Replace("BASE", TestImages.Base, StringComparison.Ordinal).Replace("PARENT", parent.Name, StringComparison.Ordinal).Split('|'));

        var shell = await OpenedShell.OfAsync(project);

        Assert.Equal((exitCode, output), (shell.ExitCode, exitCode == 1 ? output : shell.Output));
        Assert.Contains(output, shell.Output, StringComparison.Ordinal);
        Assert.Contains($"{shell.Kept.Image}. To open a shell in it, run: ", shell.Failure.Text, StringComparison.Ordinal);
        await shell.AssertCleanedAsync(project);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task Where_a_copy_failed_the_shell_has_the_context(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        project.With("RUN echo one > /one", "COPY a.txt missing.txt /x/").WithFile("a.txt", "text");

        var shell = await OpenedShell.OfAsync(project, "cat /one /harpoon/context/a.txt; test -e /harpoon/step");

        Assert.Equal("one\ntext", shell.Output);
        Assert.Equal(1, shell.ExitCode);
        await shell.AssertCleanedAsync(project);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task By_BuildKit_mounts_are_there_and_a_build_that_goes_well_removes_it()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithAll($"FROM {TestImages.Base} AS early", "RUN exit 2", $"FROM {TestImages.Base} AS build", "WORKDIR /src", "RUN --mount=type=bind,source=in,target=in --mount=type=cache,target=/cache --mount=type=secret,id=s cat in/a.txt && touch /cache/c && exit 7")
            .WithFile("in/a.txt", "text").WithFile("other.txt", "other");

        var shell = await OpenedShell.OfAsync(project);

        Assert.Equal((7, "text"), (shell.ExitCode, shell.Output));
        Assert.Equal("--mount=type=secret,id=s", Assert.Single(shell.Kept.Missing));
        Assert.Equal(shell.Kept.ImageId, (await project.FindAsync(shell.Kept.Image))?.Id);

        await project.With("RUN true").BuildAsync();

        Assert.Null(await project.FindAsync(shell.Kept.Image));
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task By_the_classic_builder_the_last_layer_is_kept_and_a_build_that_goes_well_removes_it()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.Classic);
        project.With("RUN echo one > /one", "ARG A=1", "RUN cat /one && exit $((A + 6))");

        var shell = await OpenedShell.OfAsync(project);

        Assert.Equal((7, "one"), (shell.ExitCode, shell.Output));
        await project.With("RUN true").BuildAsync();
        Assert.Null(await project.FindAsync(shell.Kept.Image));
        Assert.NotNull(await project.FindAsync(TestImages.Base));
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task What_can_not_be_mounted_is_copied_without_what_is_ignored()
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.With("RUN --mount=type=bind,target=/in,rw ls /in && touch /in/new && exit 7")
            .WithFile("d/a.txt", "text").WithFile("secret.txt", "no").WithFile(".dockerignore", "secret.txt\nobj\n");

        var shell = await OpenedShell.OfAsync(project, "/harpoon/step; echo $? $(cat /in/d/a.txt)");

        Assert.Equal("d\n7 text", shell.Output.Replace(".dockerignore\n", "", StringComparison.Ordinal));
        Assert.False(File.Exists(project.Path("new")));
        await shell.AssertCleanedAsync(project);
    }

    [EngineTheory]
    [InlineData("FROM no-such-image-of-harpoon:1|RUN true", "HRP3251")]
    [InlineData("FROM scratch|RUN true", "HRP3253")]
    public async Task Where_there_is_nothing_to_open_a_warning_says_so(string lines, string code)
    {
        await using var project = await BuildProject.CreateAsync();
        project.WithAll(lines.Split('|')).WithOptions(options => options with { KeepFailed = true });

        var failure = await project.FailAsync();

        Assert.DoesNotContain("shell", failure.Text, StringComparison.Ordinal);
        Assert.Equal(code, Assert.Single(project.Report.Warnings).Code);
    }
}
