using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;
using Harpoon.Engine.Tests.Context.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>
/// What Harpoon makes of a Dockerfile is what buildx makes of it, byte by byte: with all that a Dockerfile can say, and what a builder can be told besides. buildx builds
/// all cases first, and what Harpoon asks for comes from the engine's cache where it is the same: another request makes other layers. HARPOON_AGREEMENT_CASE=text tries
/// only those whose name contains it.
/// </summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class BakeAgreementTests(ITestOutputHelper output)
{
    private const int LeastCases = 60;

    private const string Served = "served\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Each_Dockerfile_makes_the_same_bytes()
    {
        await using var project = await CreateAsync();
        using var server = new FileServer(Encoding.UTF8.GetBytes(Served));
        var place = new AgreementPlace(project);
        var only = Environment.GetEnvironmentVariable("HARPOON_AGREEMENT_CASE") ?? "";
        ImmutableArray<AgreementCase> cases = [.. All(project, server).Where(one => one.Name.Contains(only, StringComparison.Ordinal))];
        await place.WriteAsync(cases);
        var start = Stopwatch.GetTimestamp();
        await BakeAsync(project, BakeFile.Of(cases, place));
        var baked = Stopwatch.GetElapsedTime(start);
        var differences = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(cases, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (one, _) =>
        {
            if (await DifferenceAsync(project, place, one) is { } difference)
            {
                differences.Add($"{one.Name}: {difference}\n{one.Dockerfile}");
            }
        });

        output.WriteLine($"{cases.Length} cases, of which {differences.Count} differ; buildx took {baked.TotalSeconds:0.0} s of {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s.");
        Assert.True(differences.IsEmpty, string.Join('\n', differences.Order(StringComparer.Ordinal)));
        Assert.True(only.Length > 0 || cases.Length >= LeastCases, $"{cases.Length} cases are too few.");
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Where_one_fails_so_does_the_other()
    {
        await using var project = await CreateAsync();
        using var docker = new BuildKitCommand();
        project.WithFile("context/a.txt", "a");
        foreach (var (dockerfile, target) in ((string, string?)[])
        [
            ("FROM scratch\nCOPY --parents a.txt /\n", null),
            ("FROM scratch\nCOPY a.txt /\nFROM scratch\nCOPY a.txt /b\n", "0"),
            ("FROM scratch\nENV A=\"${B?must be set}\"\n", null),
            ("FROM scratch\nCOPY missing /\n", null),
        ])
        {
            project.WithFile("Dockerfile", dockerfile).WithOptions(o => o with { DockerfilePath = "Dockerfile", Context = "context", Target = target });

            var (theirs, words) = await docker.RunAsync(project.Path("context"), dockerfile, target is null ? [] : ["--target", target]);

            Assert.True(theirs is null, $"buildx builds {dockerfile}{words}");
            Assert.NotNull((await project.FailAsync()).Location);
        }
    }

    private static async Task<BuildProject> CreateAsync()
    {
        Assert.SkipWhen(BuildKitCommand.BuildxPath is null, "There is no buildx to compare with.");
        var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        if (!await ImageStore.IsContainerdAsync(project.Engine))
        {
            await project.DisposeAsync();
            Assert.Skip("The engine's image store can't write an image's archive.");
        }

        return project;
    }

    private static ImmutableArray<AgreementCase> All(BuildProject project, FileServer server) => AgreementCase.Parse(
        [FileCases.Text, StepCases.Text, ValueCases.Text, OutputCases.Text],
        new Dictionary<string, string>
        {
            ["BUSYBOX"] = TestImages.Base,
            ["PROJECT"] = project.Name,
            ["SERVER"] = server.Address,
            ["CHECKSUM"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Served))),
        });

    private static async Task BakeAsync(BuildProject project, string file)
    {
        project.WithFile("bake.json", file);
        using var docker = new BuildKitCommand { Variables = { ["BUILDX_NO_DEFAULT_ATTESTATIONS"] = "1", ["BUILDX_BAKE_ENTITLEMENTS_FS"] = "0" } };
        var start = new ProcessStartInfo(DockerCommand.Path, ["buildx", "bake", "--progress", "plain", "--allow", "network.host", "-f", project.Path("bake.json")]) { RedirectStandardError = true };
        docker.Configure(start);
        using var process = Process.Start(start)!;
        var words = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, words);
    }

    /// <summary>What is different; null for nothing.</summary>
    private static async Task<string?> DifferenceAsync(BuildProject project, AgreementPlace place, AgreementCase one)
    {
        try
        {
            await ImageBuild.ExecuteAsync(place.Options(one), project.Engine, project.Host, new RecordingReport(), Token);
        }
        catch (HarpoonException e)
        {
            return $"Harpoon fails: {e.Message}";
        }

        var (ours, theirs) = (place.Result(AgreementPlace.Ours, one), place.Result(AgreementPlace.Theirs, one));
        var (actual, expected) = (ArchiveShape.Of(ours, one.IsDated), ArchiveShape.Of(theirs, one.IsDated));
        return !expected.SequenceEqual(actual) ? $"\nbuildx:  {string.Join("\n         ", expected.Except(actual))}\nHarpoon: {string.Join("\n         ", actual.Except(expected))}"
            : one.IsFolder || one.IsDated || await HaveSameBytesAsync(ours, theirs) ? null
            : "the bytes of the file";
    }

    private static async Task<bool> HaveSameBytesAsync(string one, string other)
    {
        var (bytes, others) = (await File.ReadAllBytesAsync(one, Token), await File.ReadAllBytesAsync(other, Token));
        return bytes.AsSpan().SequenceEqual(others);
    }
}
