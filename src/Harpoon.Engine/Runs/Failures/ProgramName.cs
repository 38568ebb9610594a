using System.Collections.Immutable;
using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Failures;

/// <summary>What names the program that a container has not got: the project, or an instruction of the image.</summary>
internal static class ProgramName
{
    /// <summary>HRP4016 about what names it.</summary>
    public static async Task<Diagnostic> OfAsync(ContainerRunOptions options, int exitCode, string words, IEngine engine)
    {
        if (options.Command is not null)
        {
            return Of("Shell").AboutProperty(OptionNames.RunCommand);
        }

        if (!options.Container.Entrypoint.IsEmpty)
        {
            return Of("Entrypoint").AboutProperty(OptionNames.RunEntrypoint);
        }

        return await ImageAsync(options.Image, engine) switch
        {
            { Entrypoint.IsEmpty: false } image => Of("Image", Written("ENTRYPOINT", image.Entrypoint)) with { Instruction = "ENTRYPOINT" },
            _ when !options.Container.Command.IsEmpty => Of("Argument").About(new ItemReference(OptionNames.RunArgument, options.Container.Command[0])),
            { Command.IsEmpty: false } image => Of("Image", Written("CMD", image.Command)) with { Instruction = "CMD" },
            _ => Of("Argument"),
        };

        Diagnostic Of(string text, string? instruction = null) => Diagnostic.Of(
            "HRP4016", options.Image, RunCommand.Of(options), exitCode, words.TrimEnd('.'), DiagnosticTexts.Format($"HRP4016.{text}", instruction));
    }

    private static async Task<ImageDetails?> ImageAsync(string image, IEngine engine)
    {
        try
        {
            return await engine.Images.FindAsync(image, CancellationToken.None);
        }
        catch (HarpoonException)
        {
            // The error that there is is the one to report.
            return null;
        }
    }

    private static string Written(string instruction, ImmutableArray<string> words) =>
        $"{instruction} [{string.Join(", ", words.Select(word => $"\"{JsonEncodedText.Encode(word, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""))}]";
}
