using System.Formats.Tar;
using System.Text;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Runs;

public sealed class ProgramNameTests(EngineFixture fixture) : RunTests(fixture)
{
    [EngineTheory]
    [InlineData("entrypoint", "ENTRYPOINT [\"/no/such\", \"a b\"]\nCMD [\"x\"]", "ENTRYPOINT", "ENTRYPOINT [\"/no/such\", \"a b\"]")]
    [InlineData("cmd", "CMD [\"/no/such\"]", "CMD", "CMD [\"/no/such\"]")]
    public async Task A_program_that_is_missing_is_said_with_the_instruction_that_names_it(string name, string lines, string instruction, string written)
    {
        var failure = (await RunAsync(new ContainerRunOptions(await ImageAsync(name, lines)))).Failure!;

        Assert.Equal(("HRP4016", instruction), (failure.Code, failure.Instruction));
        Assert.Contains($"The image's {written} names the program.", failure.Text, StringComparison.Ordinal);
    }

    private async Task<string> ImageAsync(string name, string lines)
    {
        var tag = $"harpoon-program-test:{name}";
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            using var dockerfile = new MemoryStream(Encoding.UTF8.GetBytes($"FROM {TestImages.Base}\n{lines}\n"));
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = dockerfile }, Token);
        }

        var query = new Dictionary<string, string> { ["t"] = tag, ["rm"] = "1", ["forcerm"] = "1" };
        await RawBuild.AnswerAsync(await EngineAsync(), [.. query], () => new MemoryStream(tar.ToArray()));
        return tag;
    }
}
