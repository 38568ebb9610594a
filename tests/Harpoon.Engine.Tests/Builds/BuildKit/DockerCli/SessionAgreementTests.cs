using System.Globalization;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Context.DockerCli;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.DockerCli;

/// <summary>
/// The files that a session of Harpoon's brings into an image are those that a session of the docker CLI's brings, entry by entry, over random trees; also when the
/// tree changed since. The same trees each time; HARPOON_SESSION_SEED=n HARPOON_SESSION_CASES=m tries others.
/// </summary>
public sealed class SessionAgreementTests(ITestOutputHelper output)
{
    /// <summary>The CLI gives up where a wildcard is looked for in what is no folder, and where a link's target is a name that no file can have; there is just nothing in either.</summary>
    private static readonly string[] Faults = ["readdir", "file name too long"];

    private int _failedBoth;
    private int _faults;

    [DockerCliFact]
    public async Task What_arrives_is_what_arrives_from_the_docker_CLI()
    {
        Assert.SkipWhen(EngineAvailability.IsPodman, $"Podman {PodmanLacks.BuildKit}.");
        var first = Setting("HARPOON_SESSION_SEED") ?? 1_000;
        var count = Setting("HARPOON_SESSION_CASES") ?? 15;
        output.WriteLine($"HARPOON_SESSION_SEED={first} HARPOON_SESSION_CASES={count}, buildx {BuildKitCommand.BuildxPath ?? "none"}");
        using var docker = new BuildKitCommand();
        for (var seed = first; seed < first + count; seed++)
        {
            using var random = new RandomBuild(seed);
            try
            {
                await CompareAsync(random, docker);
            }
            catch (Exception difference)
            {
                throw new InvalidOperationException(
                    $"HARPOON_SESSION_SEED={seed} differs. {string.Join("; ", random.Lines)}, .dockerignore:\n{random.IgnoreText}", difference);
            }
        }

        output.WriteLine($"{_failedBoth} of {2 * count} builds failed on both sides, {_faults} by a fault of the CLI's alone.");
        Assert.True(count < 10 || _failedBoth < count, "Too few of the random lines found anything to copy.");
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;

    private async Task CompareAsync(RandomBuild random, BuildKitCommand docker)
    {
        await using var project = await BuildProject.CreateAsync(BuilderChoice.BuildKit);
        project.WithAll(["FROM scratch", .. random.Lines]).WithOptions(o => o with { Context = random.Folder, NoCache = true, Always = true });
        await CompareBuildsAsync(random, project, docker);
        random.Change();
        await CompareBuildsAsync(random, project, docker);
    }

    private async Task CompareBuildsAsync(RandomBuild random, BuildProject project, BuildKitCommand docker)
    {
        var (ours, error) = await BuildAsync(project);
        var (theirs, words) = await docker.BuildAsync(random.Folder, string.Join('\n', ["FROM scratch", .. random.Lines, ""]));
        try
        {
            if (theirs is null && Faults.Any(fault => words.Contains(fault, StringComparison.Ordinal)))
            {
                _faults++;
                return;
            }

            Assert.True((ours is null) == (theirs is null), $"Harpoon: {error ?? "built"}; docker: {(theirs is null ? words : "built")}");
            if (ours is null || theirs is null)
            {
                _failedBoth++;
                return;
            }

            var (expected, actual) = (await ImageFiles.ReadAsync(project.Engine, theirs), await ImageFiles.ReadAsync(project.Engine, ours));
            Assert.True(expected.SequenceEqual(actual), $"docker:  {string.Join("\n         ", expected.Except(actual))}\nHarpoon: {string.Join("\n         ", actual.Except(expected))}");
        }
        finally
        {
            if (theirs is not null)
            {
                await project.Engine.Images.RemoveAsync(theirs, force: true, CancellationToken.None);
            }
        }
    }

    private static async Task<(string? ImageId, string? Error)> BuildAsync(BuildProject project)
    {
        try
        {
            return ((await project.BuildAsync()).ImageId, null);
        }
        catch (HarpoonException failure)
        {
            return (null, failure.Message);
        }
    }
}
