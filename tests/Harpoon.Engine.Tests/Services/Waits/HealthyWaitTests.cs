using System.Formats.Tar;
using System.Text;
using Harpoon.Engine.Services.Spec;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Services.Waits;

/// <summary>Waits for an image's own health check, which not every engine runs by itself.</summary>
public sealed class HealthyWaitTests(EngineFixture fixture) : ServiceTests(fixture)
{
    [EngineFact]
    [Trait("Tier", "Smoke")]
    public async Task A_service_is_ready_when_its_health_check_passes_and_not_before()
    {
        var image = await ImageAsync("healthy", "HEALTHCHECK --interval=500ms --retries=100 CMD test -e /tmp/ready");

        var outcome = await RunAsync("true", Of(image, "sleep 1; echo >/tmp/ready; echo is ready; exec sleep 600"));

        Assert.Null(outcome.Failure);
        Assert.Contains(Report.Messages, message => message.Text == "db | is ready");
    }

    [EngineTheory]
    [InlineData("HEALTHCHECK --interval=100ms --retries=2 CMD false")]
    [InlineData("HEALTHCHECK --interval=100ms --retries=2 CMD [\"/bin/sh\", \"-c\", \"exit 1\"]")]
    [InlineData("HEALTHCHECK NONE")]
    public async Task One_that_never_passes_ends_the_wait_at_once(string check)
    {
        var image = await ImageAsync("sick", check);

        Assert.Equal("HRP4215", (await ErrorAsync("true", Of(image, "exec sleep 600"))).Code);
    }

    private Service Of(string image, string command)
    {
        var service = Shelled("db", command, "healthy");
        return service with { Run = service.Run.With(container => container with { Image = image }) };
    }

    private async Task<string> ImageAsync(string name, string line)
    {
        var tag = $"harpoon-health-test:{name}";
        using var tar = new MemoryStream();
        await using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            using var dockerfile = new MemoryStream(Encoding.UTF8.GetBytes($"FROM {TestImages.Base}\n{line}\n"));
            await writer.WriteEntryAsync(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = dockerfile });
        }

        var query = new Dictionary<string, string> { ["t"] = tag, ["rm"] = "1", ["forcerm"] = "1" };
        await RawBuild.AnswerAsync(await EngineAsync(), [.. query], () => new MemoryStream(tar.ToArray()));
        return tag;
    }
}
