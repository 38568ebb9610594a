using System.Reflection;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests;

public sealed class AllTasksTests
{
    public static TheoryData<Type> Types => [.. AllTasks.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void A_task_may_run_beside_others_in_one_process(Type task) =>
        Assert.Contains(
            task.GetCustomAttributesData(),
            attribute => attribute.AttributeType.FullName == "Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute");

    [Theory]
    [MemberData(nameof(Types))]
    public void A_task_that_was_cancelled_before_it_ran_ends_at_once_without_an_error(Type type)
    {
        var engine = new RecordingBuildEngine();
        var task = (HarpoonTask)Activator.CreateInstance(type)!;
        task.BuildEngine = engine;
        if (task is EngineTask { } talking)
        {
            // Nothing answers here: a task that tried would say so in an error.
            talking.DockerHost = "tcp://127.0.0.1:1";
        }

        task.Cancel();

        Assert.False(task.Execute());
        Assert.Empty(engine.Errors);
    }

    [Fact]
    public void A_task_keeps_nothing_between_builds() => Assert.DoesNotContain(
        typeof(EngineTask).Assembly.GetTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)),
        field => !field.IsInitOnly && !field.IsLiteral);
}
