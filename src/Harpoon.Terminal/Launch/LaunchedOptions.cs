using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Terminal.Launch;

/// <summary>Gives a container what a launch profile gives a program: its variables, which win, and the places to listen at.</summary>
internal static class LaunchedOptions
{
    private const string UrlsVariable = "ASPNETCORE_URLS";
    private const string Certificate = "Kestrel__Certificates__";

    /// <param name="options">What the project says.</param>
    /// <param name="profile">The profile; null for none.</param>
    /// <param name="report">Hears of each URL that can't be listened at.</param>
    public static ContainerRunOptions Of(ContainerRunOptions options, LaunchProfile? profile, IReport report)
    {
        if (profile is null)
        {
            return options;
        }

        var variables = Merged(options.Environment, profile.Variables);
        var urls = Usable(profile.Urls, variables, report);
        if (urls.IsEmpty)
        {
            return options with { Environment = variables };
        }

        var bindings = urls.Where(url => !IsPublished(options, url)).Select(url => url.Binding);
        return options.With(container => container with { PortBindings = [.. container.PortBindings, .. bindings] }) with
        {
            Environment = Merged(variables, [new EnvironmentVariable(UrlsVariable, string.Join(';', urls.Select(url => url.InContainer)))]),
        };
    }

    // A DockerPort of the project says better where it is to answer.
    private static bool IsPublished(ContainerRunOptions options, ApplicationUrl url) =>
        options.Container.PortBindings.Any(port => port.Key == url.Binding.Key);

    private static ImmutableArray<ApplicationUrl> Usable(
        ImmutableArray<ApplicationUrl> urls, ImmutableArray<EnvironmentVariable> variables, IReport report)
    {
        var hasCertificate = variables.Any(variable => variable.Name.Contains(Certificate, StringComparison.OrdinalIgnoreCase));
        foreach (var url in urls.Where(url => url.IsSecure && !hasCertificate))
        {
            report.Warning(Diagnostic.Of("HRP4301", $"{url.Scheme}://{url.Host}:{url.Port}"));
        }

        return [.. urls.Where(url => !url.IsSecure || hasCertificate)];
    }

    private static ImmutableArray<EnvironmentVariable> Merged(
        ImmutableArray<EnvironmentVariable> variables, ImmutableArray<EnvironmentVariable> winning) =>
        [.. variables.Where(variable => !winning.Any(other => other.Name == variable.Name)), .. winning];
}
