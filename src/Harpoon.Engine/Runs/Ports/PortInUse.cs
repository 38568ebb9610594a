using System.Globalization;
using System.Text.RegularExpressions;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Ports;

/// <summary>A port of the host that something else has: which, and whose.</summary>
internal static partial class PortInUse
{
    /// <summary>HRP4124 about the item that asks for the port.</summary>
    public static async Task<Diagnostic> OfAsync(ContainerRunOptions options, int exitCode, string words, string id, IEngine engine)
    {
        var (port, binding) = Find(options, words);
        var owner = port is { } number && binding is not null ? await OwnerAsync(number, binding.Protocol, id, engine) : null;
        return Diagnostic.Of(
            "HRP4124",
            options.Image,
            RunCommand.Of(options),
            exitCode,
            words.TrimEnd('.'),
            port is null ? DiagnosticTexts.Format("HRP4124.Port") : DiagnosticTexts.Format("HRP4124.Number", port),
            owner is null ? "" : DiagnosticTexts.Format("HRP4124.Owner", owner)).About(binding?.Item);
    }

    /// <summary>The port among those that were asked for that the engine names, in whichever words.</summary>
    private static (int? Port, PortBinding? Binding) Find(ContainerRunOptions options, string words)
    {
        foreach (var port in Ports().Matches(words).Select(match => int.Parse(match.Groups["port"].Value, CultureInfo.InvariantCulture)))
        {
            if (options.Container.PortBindings.FirstOrDefault(binding => Names(binding, port)) is { } found)
            {
                return (port, found);
            }
        }

        return (null, options.Container.PortBindings is [var only] ? only : null);
    }

    private static bool Names(PortBinding binding, int port) =>
        binding.HostPort is { } text && PortRange.Parse(text) is { } range && port >= range.Start && port <= range.End;

    private static async Task<string?> OwnerAsync(int port, string protocol, string id, IEngine engine)
    {
        try
        {
            var containers = await engine.Containers.ListPublishingAsync(port, protocol, CancellationToken.None);
            if (containers.FirstOrDefault(container => container.Id != id) is { } container)
            {
                return DiagnosticTexts.Format("HRP4124.Container", container.Name);
            }
        }
        catch (HarpoonException)
        {
            // Podman can't be asked for a port.
        }

        return engine.Endpoint.Address.Scheme == "unix" && OperatingSystem.IsLinux() && ListeningProcess.Of(port, protocol, "/proc") is { } process
            ? DiagnosticTexts.Format("HRP4124.Process", process.Name, process.Id)
            : null;
    }

    [GeneratedRegex(@":(?<port>[0-9]{1,5})(?![0-9])", RegexOptions.ExplicitCapture)]
    private static partial Regex Ports();
}
