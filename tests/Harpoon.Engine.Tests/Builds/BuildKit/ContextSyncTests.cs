using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

/// <summary>Only what changed is sent, and all of it.</summary>
public sealed class ContextSyncTests
{
    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task One_changed_file_is_all_that_is_sent_again()
    {
        await using var project = await ProjectAsync();
        project.With("COPY data /data");
        for (var index = 0; index < 20; index++)
        {
            project.WithFile($"data/{index}", project.Name + new string((char)('a' + index), 100_000));
        }

        var first = await SentAsync(project);
        project.WithFile("data/3", project.Name + new string('z', 100_001));
        var second = await SentAsync(project);

        Assert.EndsWith("MB", first, StringComparison.Ordinal);
        Assert.StartsWith("10", second, StringComparison.Ordinal);
        Assert.EndsWith("kB", second, StringComparison.Ordinal);
        Assert.True((await project.BuildAsync()).UpToDate);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_file_that_changed_is_sent_also_where_its_size_and_time_are_the_same()
    {
        await using var project = await ProjectAsync();
        project.With("COPY a.txt /", "RUN cat /a.txt").WithFile("a.txt", "one\n");
        var time = File.GetLastWriteTimeUtc(project.Path("a.txt"));
        foreach (var content in new[] { "two\n", "six\n", "ten\n" })
        {
            await project.BuildAsync();
            project.WithFile("a.txt", content);
            File.SetLastWriteTimeUtc(project.Path("a.txt"), time);
        }

        await project.BuildAsync();

        Assert.Contains("ten", project.Output);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_file_whose_time_was_set_is_sent_once()
    {
        await using var project = await ProjectAsync();
        project.With("COPY . /").WithOptions(o => o with { Always = true }).WithFile("a.txt", project.Name + new string('a', 200_000));
        File.SetLastWriteTimeUtc(project.Path("a.txt"), DateTime.UnixEpoch.AddDays(9_999));

        await SentAsync(project);

        Assert.EndsWith(" B", await SentAsync(project), StringComparison.Ordinal);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task A_name_or_a_mode_that_changed_is_reported_and_nothing_but_what_was_renamed_is_sent()
    {
        await using var project = await ProjectAsync();
        project.With("COPY . /all", "RUN cd /all && echo [$(ls) $(stat -c %a kept)]");
        foreach (var name in new[] { "kept", "moved", "removed", "other" })
        {
            project.WithFile($"context/{name}", project.Name + name + new string('x', 100_000));
        }

        project.WithOptions(o => o with { Context = project.Path("context") });
        project.SetMode("context/kept", (UnixFileMode)0x180);
        await SentAsync(project);
        project.SetMode("context/other", (UnixFileMode)0x1C0);
        File.Delete(project.Path("context/removed"));
        File.Move(project.Path("context/moved"), project.Path("context/new"));

        // The engine asks anew for a file whose mode is another.
        Assert.StartsWith("20", await SentAsync(project), StringComparison.Ordinal);
        Assert.Contains("[kept new other 600]", project.Output);
    }

    [EngineFact(NotOnPodman = PodmanLacks.BuildKit)]
    public async Task Projects_that_build_one_context_at_once_do_not_spoil_each_others_cache()
    {
        await using var one = await ProjectAsync();
        await using var two = await ProjectAsync();
        for (var index = 0; index < 2_000; index++)
        {
            // So many that both transfers are under way at the same time.
            one.WithFile($"context/{index}", one.Name + new string('x', 1_000));
        }

        foreach (var project in new[] { one, two })
        {
            project.With("COPY . /").WithOptions(o => o with { Context = one.Path("context"), Always = true });
        }

        await SentAsync(one);
        await SentAsync(two);
        for (var round = 0; round < 2; round++)
        {
            var sent = await Task.WhenAll(SentAsync(one), SentAsync(two));

            NonEmpty.All(sent, bytes => Assert.EndsWith(" kB", bytes, StringComparison.Ordinal));
        }
    }

    private static Task<BuildProject> ProjectAsync() => BuildProject.CreateAsync(BuilderChoice.BuildKit);

    /// <summary>What the summary says was sent.</summary>
    private static async Task<string> SentAsync(BuildProject project)
    {
        await project.BuildAsync();
        var summary = project.Report.Messages.Single(message => message.Text.StartsWith("Built ", StringComparison.Ordinal)).Text;
        return summary.Split(", ").Single(part => part.EndsWith(" sent", StringComparison.Ordinal))[..^" sent".Length];
    }
}
