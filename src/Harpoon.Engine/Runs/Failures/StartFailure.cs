using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What it means that the engine could not start a container, by its words, as the docker CLI reads them: there is no code for it in the answer.</summary>
internal static class StartFailure
{
    private const int EngineFailed = 125;
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>What it means, and what the engine knows beside it.</summary>
    public static async Task<ContainerRunOutcome> OfAsync(ContainerRunOptions options, string id, EngineRefusedException refusal, IEngine engine)
    {
        var exitCode = ExitCodeOf(refusal.ResponseMessage);
        var code = CodeOf(options, exitCode, refusal.ResponseMessage);
        var (image, command) = (options.Image, RunCommand.Of(options));
        var failure = code switch
        {
            "HRP4124" => await PortInUse.OfAsync(options, exitCode, refusal.ResponseMessage, id, engine),
            "HRP4016" => await ProgramName.OfAsync(options, exitCode, refusal.ResponseMessage, engine),
            _ => Diagnostic.Of(code, image, command, exitCode, refusal.ResponseMessage) with { Property = options.Command is null ? null : ProgramName.CommandProperty },
        };
        return new ContainerRunOutcome(id, exitCode, failure) { Refusal = refusal };
    }

    private static string CodeOf(ContainerRunOptions options, int exitCode, string words) => exitCode switch
    {
        NotFound => "HRP4016",
        NotExecutable => "HRP4017",
        _ when !options.Container.DeviceRequests.IsEmpty && Says(words, "device driver") => "HRP4123",
        _ when !options.Container.PortBindings.IsEmpty && (Says(words, "already allocated") || Says(words, "already in use")) => "HRP4124",
        _ => "HRP4015",
    };

    private static int ExitCodeOf(string words) =>
        Says(words, "executable file not found") || Says(words, "exec: ") && Says(words, "no such file or directory") ? NotFound
        : Says(words, "exec: ") && (Says(words, "permission denied") || Says(words, "is a directory")) ? NotExecutable
        : EngineFailed;

    private static bool Says(string words, string what) => words.Contains(what, StringComparison.OrdinalIgnoreCase);
}
