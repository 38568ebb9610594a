using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

public sealed class BuildProcessTests
{
    private readonly BuildProcess _process = new(new ScriptedProcesses("here", (7, "100")));

    [Fact]
    public void A_label_reads_back() =>
        Assert.Equal(_process.Identity, BuildProcessIdentity.Parse(_process.Identity.ToString()));

    [Fact]
    public void A_label_reveals_nothing_about_the_machine()
    {
        var place = new LinuxProcessTable().Place;
        Assert.SkipWhen(place is null, "This is not Linux.");

        var label = BuildProcess.OfThisProcess().Identity.ToString();
        NonEmpty.All(place.Split('\n', StringSplitOptions.RemoveEmptyEntries), part => Assert.DoesNotContain(part, label, StringComparison.Ordinal));
    }

    [Fact]
    public void A_process_that_lives_is_not_dead() => Assert.False(_process.IsDead(Of("here", 7, "100")));

    [Fact]
    public void A_process_that_ended_is_dead() => Assert.True(_process.IsDead(Of("here", 8, "100")));

    [Fact]
    public void A_later_process_with_the_same_id_does_not_hide_a_death() => Assert.True(_process.IsDead(Of("here", 7, "99")));

    [Fact]
    public void A_session_of_another_place_is_never_judged() => Assert.False(_process.IsDead(Of("elsewhere", 8, "100")));

    [Fact]
    public void Where_the_place_is_not_known_no_one_is_judged()
    {
        var lost = new BuildProcess(new ScriptedProcesses(place: null));
        Assert.False(lost.IsDead(lost.Identity with { ProcessId = 8 }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("a.1.")]
    [InlineData("a.1.2.3")]
    [InlineData("a.-1.2")]
    public void A_label_of_another_kind_is_never_judged(string? label) => Assert.False(_process.IsDead(BuildProcessIdentity.Parse(label)));

    private static BuildProcessIdentity Of(string place, int processId, string start) =>
        new BuildProcess(new ScriptedProcesses(place)).Identity with { ProcessId = processId, Start = start };
}
