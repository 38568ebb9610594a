using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Ports;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What it means that the engine could not start a container. The exit codes are those of the docker CLI: the answer has none.</summary>
internal static class StartFailure
{
    private const int EngineFailed = 125;
    private const int NotExecutable = 126;
    private const int NotFound = 127;

    /// <summary>What it means, and what the engine knows beside it.</summary>
    public static async Task<ContainerRunOutcome> OfAsync(ContainerRunOptions options, string id, EngineRefusedException refusal, IEngine engine)
    {
        var (code, exitCode) = CodesOf(options, refusal.Kind);
        var (image, command) = (options.Image, RunCommand.Of(options));
        var failure = code switch
        {
            "HRP4124" => await PortInUse.OfAsync(options, exitCode, refusal.ResponseMessage, id, engine),
            "HRP4016" => await ProgramName.OfAsync(options, exitCode, refusal.ResponseMessage, engine),
            _ => Diagnostic.Of(code, image, command, exitCode, refusal.ResponseMessage) with { Property = options.Command is null ? null : OptionNames.RunCommand },
        };
        return new ContainerRunOutcome(id, exitCode, failure) { Refusal = refusal };
    }

    private static (string Code, int ExitCode) CodesOf(ContainerRunOptions options, RefusalKind kind) => kind switch
    {
        RefusalKind.ProgramMissing => ("HRP4016", NotFound),
        RefusalKind.ProgramNotExecutable => ("HRP4017", NotExecutable),
        RefusalKind.DriverMissing when !options.Container.DeviceRequests.IsEmpty => ("HRP4123", EngineFailed),
        RefusalKind.PortTaken when !options.Container.PortBindings.IsEmpty => ("HRP4124", EngineFailed),
        _ => ("HRP4015", EngineFailed),
    };
}
