namespace Harpoon.Engine.Runs.Spec;

/// <summary>A run's command, as a message names it.</summary>
public static class RunCommand
{
    /// <summary>The shell line, or the arguments, or words for that the image's own runs.</summary>
    public static string Of(ContainerRunOptions options) =>
        options.Command
        ?? (options.Container.Command.IsEmpty ? "the image's own command" : string.Join(' ', options.Container.Command));
}
