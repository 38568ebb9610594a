using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Options.Volumes;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Development;

/// <summary>
/// Gives a run what a developer wants in it: the development certificate and user secrets, which are copied into the created container and go with it, and a
/// debugger, which is mounted. Nothing secret is written on this machine, and none is among the container's settings, which <c>docker inspect</c> shows.
/// </summary>
public static class DevelopmentRun
{
    private const string Certificates = "Kestrel__Certificates__Default__";

    /// <summary>Looks for what is wrong before there is an engine, or an image, for the run.</summary>
    /// <exception cref="HarpoonException">HRP4312, HRP4313, HRP4317.</exception>
    public static void Check(ContainerRunOptions options, HostEnvironment host)
    {
        _ = Certificate(options, host);
        if (options.Development.UserSecrets is { } id)
        {
            DeveloperSecrets.CheckId(id);
        }

        if (options.Development.Debugger is { } folder)
        {
            MountedDebugger.CheckFolder(folder);
        }
    }

    /// <summary>Whether a container is given a certificate of the user's own.</summary>
    public static bool HasCertificate(ImmutableArray<EnvironmentVariable> variables) =>
        variables.Any(variable => variable.Name.Contains("Kestrel__Certificates__", StringComparison.OrdinalIgnoreCase));

    /// <summary>The run with what its options want.</summary>
    /// <exception cref="HarpoonException">HRP4312, HRP4313, HRP4317.</exception>
    internal static RunContext Of(RunContext run)
    {
        var wanted = run.Options.Development;
        if (wanted is { Certificate: not true, UserSecrets: null, Debugger: null })
        {
            return run;
        }

        Check(run.Options, run.Host);
        run = wanted.Debugger is { } folder ? MountedDebugger.Mount(run, folder) : run;
        var certificate = Certificate(run.Options, run.Host);
        var secrets = wanted.UserSecrets is { } id ? DeveloperSecrets.Read(id, run) : null;
        var options = run.Options with { Environment = [.. run.Options.Environment, .. VariablesOf(certificate), .. secrets?.Variables ?? []] };
        return run with
        {
            // The image's own files can't be written to then, but a volume's can, which goes with the container.
            Options = options.Container.ReadOnly && certificate is not null
                ? options with { Volumes = [.. options.Volumes, new VolumeMount(VolumeType.Volume, null, DeveloperFiles.Root)] }
                : options,
            Prepare = async (container, token) =>
            {
                await (run.Prepare?.Invoke(container, token) ?? Task.CompletedTask);
                await new DeveloperFiles(container, run.Engine).PutAsync(certificate, secrets, token);
                MountedDebugger.Report(run, container);
            },
        };
    }

    private static DeveloperCertificate? Certificate(ContainerRunOptions options, HostEnvironment host) =>
        options.Development.Certificate != true || HasCertificate(options.Environment) ? null
        : DeveloperCertificate.Find(host)
            ?? throw new HarpoonException(Diagnostic.Of("HRP4312").AboutProperty(OptionNames.RunDevCertificate));

    // PEM files without a password: a password would be a variable, which docker inspect shows.
    private static IEnumerable<EnvironmentVariable> VariablesOf(DeveloperCertificate? certificate) => certificate is null ? [] :
    [
        new($"ASPNETCORE_{Certificates}Path", DeveloperFiles.CertificateFile),
        new($"ASPNETCORE_{Certificates}KeyPath", DeveloperFiles.KeyFile),
    ];
}
