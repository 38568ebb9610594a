using System.Globalization;

namespace Harpoon.Engine.Tests.Context.DockerCli;

/// <summary>What Harpoon sends is what <c>docker build</c> sends, over random trees. The same trees each time; HARPOON_CONTEXT_SEED=n HARPOON_CONTEXT_CASES=m tries others.</summary>
public sealed class DockerCliAgreementTests(ITestOutputHelper output)
{
    private const int Workers = 2;
    private const int ManyCases = 100;

    /// <summary>The first version without the faults that <see cref="ReferenceRules"/> tells of.</summary>
    private const int FixedVersion = 23;

    private int _judgedByReference;
    private int _withSomethingLeftOut;
    private int _withSomethingBroughtBack;

    [DockerCliFact]
    public async Task What_is_sent_is_what_the_docker_CLI_sends()
    {
        var first = Setting("HARPOON_CONTEXT_SEED") ?? 1_000;
        var count = Setting("HARPOON_CONTEXT_CASES") ?? 600;
        output.WriteLine($"HARPOON_CONTEXT_SEED={first} HARPOON_CONTEXT_CASES={count}, docker {DockerCommand.Version}");

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => CompareAsync(first + worker, first + count)));

        output.WriteLine($"{_judgedByReference} cases touch a fault of this CLI, and were judged by the reference.");
        output.WriteLine($"In {_withSomethingLeftOut} something is left out, in {_withSomethingBroughtBack} an exception brings something back.");
        Assert.True(_judgedByReference * 2 < count, "Too few cases were judged by the CLI itself.");
        Assert.True(count < ManyCases || (_withSomethingLeftOut > count / 5 && _withSomethingBroughtBack > count / 50), "The random rules met too few of the random files.");
    }

    private async Task CompareAsync(int first, int end)
    {
        await using var docker = new DockerCommand();
        for (var seed = first; seed < end; seed += Workers)
        {
            using var random = new RandomCase(seed);
            try
            {
                await CompareAsync(random, docker);
            }
            catch (Exception difference)
            {
                throw new InvalidOperationException($"HARPOON_CONTEXT_SEED={seed} differs. Dockerfile: {random.Dockerfile}, .dockerignore:\n{random.IgnoreText}", difference);
            }
        }
    }

    private async Task CompareAsync(RandomCase random, DockerCommand docker)
    {
        var ours = await random.SendAsync();
        var theirs = await random.SendByCliAsync(docker);
        if (ours is null || theirs is null)
        {
            Assert.Equal(theirs is null, ours is null || IsRefusedByFault(random));
            return;
        }

        Count(random, ours);
        if (DockerCommand.Version < FixedVersion && TouchesFault(random, ours, theirs))
        {
            Interlocked.Increment(ref _judgedByReference);
            return;
        }

        Assert.Equal(SentComparison.Normal(theirs, random), SentComparison.Normal(SentComparison.AsLost(ours, theirs, random), random));
        Assert.Equal(SentComparison.Order(theirs, random), SentComparison.Order(ours, random));
    }

    private void Count(RandomCase random, List<SentEntry> sent)
    {
        var withoutExceptions = random.IgnoreText?.Split('\n').Where(line => !line.Trim().StartsWith('!'));
        var all = random.Reference(string.Empty).Count;
        var own = random.Reference(string.Join('\n', withoutExceptions ?? [])).Count;
        var theirs = SentComparison.Order(sent, random).Count;
        _ = theirs < all - 2 ? Interlocked.Increment(ref _withSomethingLeftOut) : 0;
        _ = theirs > own ? Interlocked.Increment(ref _withSomethingBroughtBack) : 0;
    }

    /// <summary>Whether an old CLI takes a bracket that it left unescaped for a fault of the user's.</summary>
    private static bool IsRefusedByFault(RandomCase random)
    {
        try
        {
            random.Reference(random.IgnoreText ?? string.Empty, hasFaults: DockerCommand.Version < FixedVersion);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    /// <summary>Whether the rules with and without the old faults differ here; then each side must follow its own.</summary>
    private static bool TouchesFault(RandomCase random, List<SentEntry> ours, List<SentEntry> theirs)
    {
        var mended = random.Reference(random.IgnoreText ?? string.Empty);
        var faulty = random.Reference(random.IgnoreText ?? string.Empty, hasFaults: true);
        if (mended.SequenceEqual(faulty))
        {
            return false;
        }

        Assert.Equal(Own(mended), Own(SentComparison.Order(ours, random)));
        Assert.Equal(Own(faulty), Own(SentComparison.Order(theirs, random)));
        return true;

        List<string> Own(List<string> names) =>
            [.. names.Where(name => name != random.Dockerfile && !(random.IsPrivate && name == ".dockerignore"))];
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : null;
}
