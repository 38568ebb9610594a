using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>The engine's own numbering of steps and lines, against ours.</summary>
public class StepLocatorEngineTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineTheory(NotOnPodman = PodmanLacks.ClassicBuilder)]
    [InlineData("ARG A=1\nARG B\nFROM {0} AS one\n\nUSER 1\nFROM {0} as Two\nENV X=1 \\\n# c\n Y=2\n\nFROM Two\nUSER 2\n", null)]
    [InlineData("ARG A=1\nFROM {0} AS one\nUSER 1\nFROM {0} as Two\nUSER 2\nFROM Two\nUSER 3\n", "two")]
    [InlineData("# escape=`\nARG A B\nFROM {0}\nENV X=1 `\n Y=2\nARG C D=1\nUSER 1\nUSER \\\\\nONBUILD USER 2\n", "")]
    public async Task The_engine_numbers_the_steps_as_we_do(string text, string? target)
    {
        var dockerfile = Parsed.File(text.Replace("{0}", TestImages.Base, StringComparison.Ordinal));
        var syntax = DockerfileParser.Parse(dockerfile).UpTo(target);
        var locator = new StepLocator(dockerfile, syntax);

        var steps = Steps(await BuildAsync(dockerfile.Text, target));

        Assert.Equal(syntax.Instructions.Count(), steps.Count);
        var lines = dockerfile.Text.Split('\n');
        foreach (var (number, instruction) in steps)
        {
            var place = locator.OfStep(number);
            Assert.StartsWith(lines[place!.Line - 11].TrimEnd('\\', '`', ' '), instruction, StringComparison.Ordinal);
        }
    }

    [EngineFact(NotOnPodman = PodmanLacks.ClassicBuilder)]
    public async Task A_trigger_of_the_base_image_belongs_to_the_step_of_its_FROM()
    {
        var trigger = $"FROM {TestImages.Base}\nONBUILD RUN false\n";
        var engine = await fixture.EngineAsync();
        await BuildAsync(trigger, null, "harpoon-lines-trigger:test", keep: true);

        string output;
        try
        {
            output = await BuildAsync("FROM harpoon-lines-trigger:test\nUSER 1\n", null);
        }
        finally
        {
            await engine.Images.RemoveAsync("harpoon-lines-trigger:test", false, Token);
        }

        Assert.Equal(1, Assert.Single(Steps(output)).Number);
        Assert.Contains("non-zero code", output, StringComparison.Ordinal);
    }

    [EngineTheory(NotOnPodman = PodmanLacks.ClassicBuilder)]
    [InlineData("FROM {0}\nUSER 1\n\nFOO x\n", 4)]
    [InlineData("FROM {0}\nCOPY --no-such a \\\n b\n", 2)]
    [InlineData("FROM {0}\nUSER 1 \\\n\n# c\n\nHEALTHCHECK x\nONBUILD FROM a\n", 7)]
    [InlineData("\n\nFROM {0} AS 1x\n", 3)]
    public async Task The_engine_counts_lines_as_we_do(string text, int line)
    {
        var dockerfile = Parsed.File(text.Replace("{0}", TestImages.Base, StringComparison.Ordinal));
        var locator = new StepLocator(dockerfile, new DockerfileSyntax('\\', [], []));

        var error = await Assert.ThrowsAnyAsync<HarpoonException>(() => BuildAsync(dockerfile.Text, null));

        Assert.Equal(line + 10, locator.OfError(error.Message)?.Line);
    }

    [EngineTheory(NotOnPodman = PodmanLacks.ClassicBuilder)]
    [InlineData("RUN <<EOF\nEOF", true)]
    [InlineData("RUN --mount=type=bind,target=/x true", false)]
    [InlineData("COPY --link Dockerfile /x", true)]
    [InlineData("COPY --chmod=1 Dockerfile /x", false)]
    [InlineData("ADD --checksum=sha256:0 Dockerfile /x", true)]
    public async Task What_we_call_BuildKits_the_classic_builder_refuses_or_passes_over(string line, bool isPassedOverByNewer)
    {
        var engine = await (await fixture.EngineAsync()).PingAsync(Token);
        var text = $"FROM {TestImages.Base}\n{line}\n";
        Assert.Single(DockerfileReader.Read(Parsed.Syntax(text), new Dictionary<string, string?>()).BuildKitFeatures);

        string output;
        try
        {
            output = await BuildAsync(text, null);
        }
        catch (HarpoonException e)
        {
            output = $"\"error\" {e.Message}";
        }

        // Since Docker 23 the builders share a parser, and the classic one leaves out what it can't do without a word.
        var isPassedOver = isPassedOverByNewer && engine.ApiVersion >= new Version(1, 42);
        Assert.Equal(!isPassedOver, output.Contains("\"error\"", StringComparison.Ordinal));
    }

    [EngineFact(NotOnPodman = PodmanLacks.ClassicBuilder)]
    public async Task Content_is_copied_by_the_classic_builder()
    {
        var dockerfile = DockerfileSource.FromLines(
        [
            new($"FROM {TestImages.Base}"),
            new("COPY --chown=1:1 /etc/app.conf", "a;b\n"),
            new("RUN test \"$(cat /etc/app.conf)\" = 'a;b' && test \"$(stat -c %u /etc/app.conf)\" = 1"),
        ]);

        var output = await BuildAsync(dockerfile.Text, null, files: [.. dockerfile.InlineFiles]);

        Assert.Contains("Successfully built", output, StringComparison.Ordinal);
    }

    private async Task<string> BuildAsync(string dockerfile, string? target, string? tag = null, bool keep = false, params InlineFile[] files)
    {
        var name = tag ?? $"harpoon-lines-{Guid.NewGuid():N}:test";
        var engine = await fixture.EngineAsync();
        KeyValuePair<string, string>[] query = [new("t", name), new("forcerm", "1"), new("target", target ?? "")];
        var context = await TarAsync([new InlineFile("Dockerfile", dockerfile), .. files]);
        try
        {
            return await RawBuild.AnswerAsync(engine, query, () => new MemoryStream(context));
        }
        finally
        {
            if (!keep)
            {
                await engine.Images.RemoveAsync(name, false, Token);
            }
        }
    }

    private static async Task<byte[]> TarAsync(InlineFile[] files)
    {
        using var stream = new MemoryStream();
        await using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var file in files)
            {
                using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.Content));
                await tar.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, file.ContextPath) { DataStream = content }, Token);
            }
        }

        return stream.ToArray();
    }

    private static List<(int Number, string Instruction)> Steps(string output)
    {
        var steps = new List<(int, string)>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var message = JsonDocument.Parse(line);
            if (message.RootElement.TryGetProperty("stream", out var stream) && StepLine.Read(stream.GetString()!) is { } step)
            {
                steps.Add((step.Number, step.Instruction));
            }
        }

        return steps;
    }
}
