using System.Globalization;
using Harpoon.Engine.Machine.Git;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Machine.Git;

/// <summary>A repository's commit is read as git itself reads it, however git stores it.</summary>
public sealed class GitRepositoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string[]> Layouts => new()
    {
        { "loose", [] },
        { "packed", ["gc --quiet"] },
        { "deltas", ["repack -adfq --depth=50 --window=50", "prune-packed", "checkout --quiet HEAD~30"] },
        { "packed references", ["pack-refs --all"] },
        { "detached", ["checkout --quiet --detach"] },
        { "a branch in a folder", ["checkout --quiet -b a/b"] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task The_commit_that_is_checked_out_and_its_time_are_those_that_git_prints(string layout, string[] commands)
    {
        Assert.NotEmpty(layout);
        await CreateAsync(commits: 40);
        foreach (var command in commands)
        {
            await GitAsync(command.Split(' '));
        }

        await AssertSameAsync(_folder.Path);
    }

    [Fact]
    public async Task So_are_those_of_a_worktree_of_a_shared_clone_and_of_a_shallow_one()
    {
        await CreateAsync(commits: 3);
        await GitAsync("worktree", "add", "--quiet", "tree", "HEAD~1");
        await GitAsync("clone", "--quiet", "--shared", ".", "shared");
        await GitAsync("clone", "--quiet", "--depth=1", $"file://{_folder.Path}", "shallow");

        await AssertSameAsync(Path.Combine(_folder.Path, "tree"));
        await AssertSameAsync(Path.Combine(_folder.Path, "shared"));
        await AssertSameAsync(Path.Combine(_folder.Path, "shallow"));
    }

    [Fact]
    public async Task A_repository_with_longer_ids_is_read_too()
    {
        await CreateAsync(commits: 2, "--object-format=sha256");
        await AssertSameAsync(_folder.Path);

        await GitAsync("gc", "--quiet");
        await AssertSameAsync(_folder.Path);
    }

    [Fact]
    public async Task A_folder_in_it_belongs_to_it()
    {
        await CreateAsync(commits: 1);
        var inner = Directory.CreateDirectory(Path.Combine(_folder.Path, "a", "b")).FullName;

        Assert.Equal(await GitAsync("rev-parse", "HEAD"), GitRepository.Find(inner)!.HeadCommit());
    }

    [Fact]
    public void Outside_of_one_there_is_none() => Assert.Null(GitRepository.Find(_folder.Path));

    [Fact]
    public async Task A_branch_without_a_commit_has_no_time()
    {
        await InitializeAsync();

        Assert.Contains("has no commit", Assert.Throws<GitException>(() => GitRepository.Find(_folder.Path)!.HeadCommitTime()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_pack_cut_anywhere_is_an_error_and_nothing_else()
    {
        await CreateAsync(commits: 40);
        await GitAsync("repack", "-adfq", "--depth=50", "--window=50");
        await GitAsync("prune-packed");
        await GitAsync("checkout", "--quiet", "HEAD~30");
        var id = await GitAsync("rev-parse", "HEAD");
        var time = long.Parse(await GitAsync("log", "-1", "--format=%ct"), CultureInfo.InvariantCulture);
        foreach (var file in Directory.GetFiles(Path.Combine(_folder.Path, ".git/objects/pack")).Where(file => Path.GetExtension(file) is ".idx" or ".pack"))
        {
            File.SetAttributes(file, FileAttributes.Normal);
            var whole = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            for (var length = 0; length < whole.Length; length += 97)
            {
                await File.WriteAllBytesAsync(file, whole[..length], TestContext.Current.CancellationToken);
                try
                {
                    Assert.Equal(time, GitRepository.Find(_folder.Path)!.HeadCommitTime());
                }
                catch (GitException e)
                {
                    Assert.Contains(id, e.Message, StringComparison.Ordinal);
                }
            }

            await File.WriteAllBytesAsync(file, whole, TestContext.Current.CancellationToken);
        }

        Assert.Equal(time, GitRepository.Find(_folder.Path)!.HeadCommitTime());
    }

    private async Task AssertSameAsync(string folder)
    {
        var repository = GitRepository.Find(folder)!;

        Assert.Equal(await GitAsync("-C", folder, "rev-parse", "HEAD"), repository.HeadCommit());
        Assert.Equal(await GitAsync("-C", folder, "log", "-1", "--format=%ct"), repository.HeadCommitTime().ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Long messages that hardly differ: git packs them as differences.</summary>
    private async Task CreateAsync(int commits, params string[] options)
    {
        await InitializeAsync(options);
        var text = string.Concat(Enumerable.Range(0, 60).Select(line => $"A line of a message, number {line}, that all commits have.\n"));
        for (var index = 0; index < commits; index++)
        {
            await GitAsync("commit", "--quiet", "--allow-empty", "-m", $"Commit {index}\n\n{text}", "--date", "2001-02-03T04:05:06Z");
        }
    }

    private async Task InitializeAsync(params string[] options)
    {
        Assert.SkipUnless(ExternalProgram.Exists("git"), "git is not installed.");
        await GitAsync(["init", "--quiet", .. options]);
    }

    private async Task<string> GitAsync(params string[] arguments)
    {
        var variables = new Dictionary<string, string>
        {
            ["GIT_CONFIG_GLOBAL"] = "/dev/null",
            ["GIT_CONFIG_NOSYSTEM"] = "1",
            ["GIT_AUTHOR_NAME"] = "A <b>",
            ["GIT_AUTHOR_EMAIL"] = "a@example.com",
            ["GIT_COMMITTER_NAME"] = "C",
            ["GIT_COMMITTER_EMAIL"] = "c@example.com",
            ["GIT_COMMITTER_DATE"] = $"{1700000000 + _commits++} +0130",
        };
        return (await ExternalProgram.RunAsync("git", arguments, variables, _folder.Path)).Trim();
    }

    private int _commits;
}
