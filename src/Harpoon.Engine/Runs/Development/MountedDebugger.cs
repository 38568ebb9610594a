using System.Text.Encodings.Web;
using System.Text.Json;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Development;

/// <summary>A debugger that the user has, in the container, and what an editor needs to know to attach by it.</summary>
internal static class MountedDebugger
{
    /// <summary>Where it is in the container.</summary>
    public const string Target = $"{DeveloperFiles.Root}/debugger";

    private static readonly string[] Programs = ["vsdbg", "netcoredbg"];

    /// <exception cref="HarpoonException">HRP4317: it is not there, or has no debugger.</exception>
    public static void CheckFolder(string folder)
    {
        if (ProgramIn(folder) is null)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4317", folder, string.Join(", ", Programs)).AboutProperty(OptionNames.RunDebugger));
        }
    }

    /// <summary>The run with the folder in its container.</summary>
    public static RunContext Mount(RunContext run, string folder) => run with
    {
        Options = run.Options with { Volumes = [.. run.Options.Volumes, new VolumeMount(VolumeType.Bind, folder, Target) { Options = "ro" }] },
    };

    /// <summary>Reports the settings for VS Code's <c>launch.json</c>.</summary>
    public static void Report(RunContext run, string container)
    {
        if (run.Options.Development.Debugger is not { } folder)
        {
            return;
        }

        run.Report.Message(MessageLevel.High, "To debug, add this to the configurations of .vscode/launch.json, and start it while the container runs:");
        foreach (var line in Settings(run.Options, ProgramIn(folder)!, run.Options.Container.Name ?? ContainerIds.Short(container), run.Engine.Endpoint).Split('\n'))
        {
            run.Report.Message(MessageLevel.High, line.TrimEnd('\r'));
        }
    }

    /// <summary>The settings, as JSON.</summary>
    internal static string Settings(ContainerRunOptions options, string program, string container, Endpoint endpoint)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("name", $"Attach to {options.Image}");
            json.WriteString("type", "coreclr");
            json.WriteString("request", "attach");
            WriteProcess(json, options);
            json.WriteStartObject("pipeTransport");
            json.WriteString("pipeProgram", "docker");
            json.WriteStartArray("pipeArgs");
            // An endpoint that Harpoon started is for itself alone.
            foreach (var argument in (string[])[.. endpoint.IsStarted ? Array.Empty<string>() : ["--host", endpoint.Address.OriginalString], "exec", "-i", container])
            {
                json.WriteStringValue(argument);
            }

            json.WriteEndArray();
            json.WriteString("pipeCwd", "${workspaceFolder}");
            json.WriteString("debuggerPath", $"{Target}/{program}");
            json.WriteBoolean("quoteArgs", false);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(text.ToArray());
    }

    // The application is the first process, unless a shell or an init process is: then the editor lists them all, for which the image needs 'ps'.
    private static void WriteProcess(Utf8JsonWriter json, ContainerRunOptions options)
    {
        if (options.Command is not null || options.Container.Init)
        {
            json.WriteString("processId", "${command:pickRemoteProcess}");
        }
        else
        {
            json.WriteNumber("processId", 1);
        }
    }

    private static string? ProgramIn(string folder) => Programs.FirstOrDefault(program => File.Exists(Path.Combine(folder, program)));
}
