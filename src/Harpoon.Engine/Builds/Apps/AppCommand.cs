using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>The <c>ENTRYPOINT</c> and <c>CMD</c> of an application, as the .NET SDK's <c>PublishContainer</c> combines them.</summary>
/// <param name="Entrypoint">The <c>ENTRYPOINT</c>; null for the base image's.</param>
/// <param name="Command">The <c>CMD</c>.</param>
internal sealed record AppCommand(ImmutableArray<string>? Entrypoint, ImmutableArray<string> Command)
{
    private const string AsEntrypoint = "Entrypoint";
    private const string AsDefaultArguments = "DefaultArgs";
    private const string Unused = "None";

    /// <exception cref="HarpoonException">HRP3405: the properties contradict each other.</exception>
    public static AppCommand Of(AppImage app)
    {
        var (entrypoint, entrypointArguments, command) = (app.Entrypoint, app.EntrypointArguments, app.Command);
        var defaults = app.DefaultArguments;
        var setsEntrypoint = !entrypoint.IsEmpty || !entrypointArguments.IsEmpty;
        var instruction = app.Instruction;
        if (instruction is null && setsEntrypoint && entrypoint.IsEmpty && defaults.IsEmpty && app.CommandArguments.IsEmpty)
        {
            // Older projects give the application's arguments by ContainerEntrypointArgs alone.
            (entrypoint, entrypointArguments, command, defaults) = (command, [], [], entrypointArguments);
            instruction = Unused;
        }

        instruction ??= setsEntrypoint ? AsDefaultArguments : AsEntrypoint;
        Check(!entrypointArguments.IsEmpty && entrypoint.IsEmpty, "ContainerEntrypointArgs needs ContainerEntrypoint");
        Check(!app.CommandArguments.IsEmpty && command.IsEmpty, "ContainerAppCommandArgs needs ContainerAppCommand");
        switch (instruction)
        {
            case AsEntrypoint:
                Check(setsEntrypoint, "ContainerAppCommandInstruction=Entrypoint makes the entrypoint of ContainerAppCommand, and ContainerEntrypoint is set too");
                (entrypoint, entrypointArguments) = (command, app.CommandArguments);
                break;
            case AsDefaultArguments:
                defaults = [.. command, .. app.CommandArguments, .. defaults];
                break;
            case Unused:
                Check(!command.IsEmpty || !app.CommandArguments.IsEmpty, "ContainerAppCommandInstruction=None uses no ContainerAppCommand, and one is set");
                break;
            default:
                Check(true, $"ContainerAppCommandInstruction is '{instruction}', and may be {AsEntrypoint}, {AsDefaultArguments} or {Unused}");
                break;
        }

        return new(entrypoint.IsEmpty ? OfBase(app.Base) : [.. entrypoint, .. entrypointArguments], defaults);
    }

    /// <summary>The <c>dotnet</c> of older base images is no entrypoint to keep.</summary>
    private static ImmutableArray<string>? OfBase(AppBase? known) => known?.Entrypoint is ["dotnet" or "/usr/bin/dotnet"] ? [] : null;

    private static void Check(bool isWrong, string what)
    {
        if (isWrong)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3405", what));
        }
    }
}
