using System.Diagnostics;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.BuildKit.Checks;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Context.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Checks;

/// <summary>The checks find what <c>docker buildx build --check</c> finds, at the same lines.</summary>
public sealed class CheckAgreementTests
{
    private static string Base => TestImages.Base;

    public static TheoryData<string> Dockerfiles =>
    [
        $"FROM {Base}",
        $"from {Base}",
        $"FROM {Base} as x",
        $"FROM {Base} AS Upper\nRUN true",
        $"FROM {Base} AS scratch",
        $"FROM {Base} AS context",
        $"FROM {Base} AS a\nFROM {Base} AS a",
        $"FROM {Base} AS a\nfrom a AS B\nCOPY --from=a /bin /x",
        $"FROM {Base}\nMAINTAINER me@example.com",
        $"FROM {Base}\nRUN true\nrun true",
        $"FROM {Base}\nCMD echo hi",
        $"FROM {Base}\nCMD echo hi\nCMD [\"echo\"]",
        $"FROM {Base}\nENTRYPOINT echo hi",
        $"FROM {Base}\nENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]",
        $"FROM {Base}\nHEALTHCHECK NONE\nHEALTHCHECK CMD true",
        $"FROM {Base}\nENV a b",
        $"FROM {Base}\nENV a=b c=d\nLABEL x y",
        $"FROM {Base}\nARG PASSWORD=x",
        $"FROM {Base}\nENV API_TOKEN=x AWS_SECRET_ACCESS_KEY=y",
        $"FROM {Base}\nENV PUBLIC_KEY=x",
        $"FROM {Base}\nWORKDIR relative",
        $"FROM {Base}\nWORKDIR /a\nWORKDIR b",
        $"FROM {Base}\nRUN echo $UNDEFINED\nENV X=$UNDEFINED",
        $"FROM {Base}\nENV X=$PAHT",
        $"ARG V\nFROM {Base}\nCOPY $V /x",
        $"FROM {Base}$NOTHING",
        $"ARG TAG=latest\nFROM {Base}:$TAG",
        $"ARG TAG\nFROM {Base}:${{TAG:-latest}}",
        "ARG IMAGE\nFROM $IMAGE",
        $"FROM --platform=$TARGETPLATFORM {Base}",
        $"FROM --platform=linux/amd64 {Base}",
        $"FROM --platform=$BUILDPLATFORM {Base}",
        $"FROM {Base}\nEXPOSE 80/TCP",
        $"FROM {Base}\nEXPOSE 127.0.0.1:80:80",
        $"FROM {Base}\nRUN echo \\\n\n  a",
        $"FROM {Base}\nRUN echo \\\n# comment\n  a",
        $"FROM {Base}\nRUN echo a && \\\n\n\n  echo b\nCMD [\"x\"]",
        $"# check=skip=StageNameCasing\nFROM {Base} AS Upper\nMAINTAINER x",
        $"# check=skip=all\nFROM {Base} AS Upper\nMAINTAINER x",
        $"# check=error=true\nFROM {Base} AS Upper",
        $"# check=skip=all;error=true\nFROM {Base} AS Upper",
        $"# check=experimental=all\n# a description of other\nFROM {Base} AS one",
        $"# check=experimental=CopyIgnoredFile\nFROM {Base}\nCOPY ignored.txt /x\nCOPY kept.txt /x",
        $"FROM {Base}\nCOPY ignored.txt /x",
        $"FROM {Base}\nCOPY <<EOF /x\n$HOME\nEOF",
        $"FROM {Base}\nRUN <<EOF\necho a\nEOF\nMAINTAINER x",
        $"FROM {Base}\nSHELL [\"/bin/sh\", \"-c\"]\nCMD echo x",
        $"FROM {Base}\nADD https://example.invalid/x /x\nUSER a\nSTOPSIGNAL 9",
        $"FROM {Base}\nONBUILD MAINTAINER x",
        $"FROM {Base} AS a\nRUN exit 1\nFROM {Base} AS B\nENV a b\nFROM a AS C",
        $"FROM {Base}\nLABEL \"a\"=\"b\"\nVOLUME /a\nUSER root",
        $"FROM {Base}\nARG TARGETARCH\nARG A=$TARGETARCH\nRUN echo $A",
        $"FROM {Base}\r\nMAINTAINER x\r\nRUN true\r\n",
        $"# syntax is not here\nFROM {Base}\nCmd [\"x\"]\ncmD [\"x\"]",
    ];

    [EngineTheory]
    [MemberData(nameof(Dockerfiles))]
    public async Task They_find_the_same(string text)
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with (HARPOON_TEST_BUILDX).");
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithFile("Dockerfile", text).WithFile("kept.txt", "").WithFile("ignored.txt", "").WithFile(".dockerignore", "ignored.txt\n")
            .WithOptions(o => o with { DockerfilePath = "Dockerfile" });

        Assert.Equal(await TheirsAsync(project), await OursAsync(project));
    }

    private static async Task<string> OursAsync(BuildProject project)
    {
        try
        {
            var found = await ImageBuild.CheckAsync(project.Options, project.Engine, project.Host, new RecordingReport(), TestContext.Current.CancellationToken);
            return string.Join('\n', found.Select(Line).Order());
        }
        catch (HarpoonException e)
        {
            return $"error {e.Diagnostics[0].Location?.Line}";
        }
    }

    private static string Line(Diagnostic finding) => $"{finding.Code.Split('-')[1]} {finding.Location?.Line}";

    private static async Task<string> TheirsAsync(BuildProject project)
    {
        var start = new ProcessStartInfo(DockerCommand.Path, ["buildx", "build", "--call=check,format=json", project.Path(".")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var command = new BuildKitCommand();
        command.Configure(start);
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StartsWith('{'), await words);
        var found = CheckAnswer.Parse(answer);
        return found.Error is { } error
            ? $"error {(error.Ranges is [var range, ..] ? range.StartLine : 0)}"
            : string.Join('\n', found.Warnings.Select(warning => $"{warning.Summary.Split(':')[0]} {warning.Ranges[0].StartLine}").Order());
    }
}
