using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Engines;

public class YieldedNodeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Other_projects_have_the_process_while_an_engine_works_and_it_is_taken_back_on_the_tasks_thread(bool fails)
    {
        var yielded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var build = new WholeBuildEngine(new RecordingBuildEngine()) { Yielded = yielded.SetResult };
        var task = new WorkingTask(async () =>
        {
            await yielded.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
            if (fails)
            {
                throw new HarpoonException(Diagnostic.Of("HRP3405", "it fails"));
            }
        }) { BuildEngine = build };

        Assert.Equal(!fails, task.Execute());

        Assert.Equal([("Yield", Environment.CurrentManagedThreadId), ("Reacquire", Environment.CurrentManagedThreadId)], build.Turns);
    }

    [Fact]
    public void Work_that_is_done_at_once_keeps_the_process()
    {
        var build = new WholeBuildEngine(new RecordingBuildEngine());

        Assert.True(new WorkingTask(() => Task.CompletedTask) { BuildEngine = build }.Execute());

        Assert.Empty(build.Turns);
    }

    private sealed class WorkingTask(Func<Task> work) : HarpoonTask
    {
        private protected override bool IsElsewhere => true;

        private protected override Task RunAsync(CancellationToken cancellationToken) => work();
    }
}
