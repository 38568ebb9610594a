namespace Harpoon.Engine.Runs;

/// <summary>A run's command, as a message names it.</summary>
internal static class RunCommand
{
    public static string Of(ContainerRunOptions options) =>
        options.Command
        ?? (options.Arguments.IsEmpty ? "the image's own command" : string.Join(' ', options.Arguments));
}
