using System.IO.Compression;
using System.Text;
using Microsoft.Build.Logging.StructuredLogger;

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>What a binary log holds.</summary>
/// <param name="Targets">The names of the targets that ran.</param>
/// <param name="Tasks">The names of the tasks that ran.</param>
/// <param name="Messages">The messages.</param>
internal sealed record BinaryLog(IReadOnlyList<string> Targets, IReadOnlyList<string> Tasks, IReadOnlyList<string> Messages)
{
    /// <summary>All that is in it, as it is written: for what must be nowhere in it.</summary>
    public static async Task<string> TextAsync(string path)
    {
        await using var packed = File.OpenRead(path);
        await using var log = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(log, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The tasks that built images, or found them up to date.</summary>
    public static IReadOnlyList<ImageTask> ImageTasks(string path)
    {
        List<ImageTask> tasks = [];
        Microsoft.Build.Logging.StructuredLogger.BinaryLog.ReadBuild(path).VisitAllChildren<Microsoft.Build.Logging.StructuredLogger.Task>(task =>
        {
            if (task is { Name: "DockerBuild", Parent: Target { Name: "DockerBuild" } target })
            {
                List<string> messages = [];
                task.VisitAllChildren<Message>(message => messages.Add(message.Text));
                tasks.Add(new ImageTask(
                    Path.GetFileNameWithoutExtension(target.Project.ProjectFile), task.StartTime, task.EndTime, messages.Exists(text => text.Contains(", because ", StringComparison.Ordinal))));
            }
        });
        return tasks;
    }

    public static BinaryLog Read(string path)
    {
        var build = Microsoft.Build.Logging.StructuredLogger.BinaryLog.ReadBuild(path);
        List<string> targets = [], tasks = [], messages = [];
        build.VisitAllChildren<BaseNode>(node =>
        {
            switch (node)
            {
                case Target target:
                    targets.Add(target.Name);
                    break;
                case Microsoft.Build.Logging.StructuredLogger.Task task:
                    tasks.Add(task.Name);
                    break;
                case Message message:
                    messages.Add(message.Text);
                    break;
                default:
                    break;
            }
        });
        return new BinaryLog(targets, tasks, messages);
    }
}
