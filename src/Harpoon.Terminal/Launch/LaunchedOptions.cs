using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Development;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Terminal.Launch;

/// <summary>Gives a container what a launch profile gives a program: its variables, which win, and the places to listen at.</summary>
internal static class LaunchedOptions
{
    private const string UrlsVariable = "ASPNETCORE_URLS";

    // The folder of this machine would not be there: the application's folder in the image is its content root.
    private static readonly string[] HostsOwn = ["ASPNETCORE_CONTENTROOT", "DOTNET_CONTENTROOT", "ASPNETCORE_WEBROOT", "DOTNET_WEBROOT"];

    /// <param name="options">What the project says.</param>
    /// <param name="profile">The profile; null for none.</param>
    /// <param name="hasCertificate">Looks whether the user has a development certificate.</param>
    /// <param name="report">Hears of each URL that can't be listened at.</param>
    public static ContainerRunOptions Of(ContainerRunOptions options, LaunchProfile? profile, Func<bool> hasCertificate, IReport report)
    {
        if (profile is null)
        {
            return options;
        }

        var variables = Merged(options.Environment, [.. profile.Variables.Where(variable => !IsHosts(variable))]);
        if (options.Development.Certificate is null && profile.Urls.Any(url => url.IsSecure) && !DevelopmentRun.HasCertificate(variables) && hasCertificate())
        {
            options = options with { Development = options.Development with { Certificate = true } };
        }

        var urls = Usable(options, profile.Urls, variables, report);
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

    private static bool IsHosts(EnvironmentVariable variable) => HostsOwn.Contains(variable.Name) && Path.Exists(variable.Value);

    private static ImmutableArray<ApplicationUrl> Usable(
        ContainerRunOptions options, ImmutableArray<ApplicationUrl> urls, ImmutableArray<EnvironmentVariable> variables, IReport report)
    {
        var hasCertificate = options.Development.Certificate == true || DevelopmentRun.HasCertificate(variables);
        foreach (var url in urls.Where(url => url.IsSecure && !hasCertificate))
        {
            var reason = options.Development.Certificate == false ? "HRP4301.Off" : "HRP4301.None";
            report.Warning(Diagnostic.Of("HRP4301", $"{url.Scheme}://{url.Host}:{url.Port}", DiagnosticTexts.Format(reason)));
        }

        return [.. urls.Where(url => !url.IsSecure || hasCertificate)];
    }

    private static ImmutableArray<EnvironmentVariable> Merged(
        ImmutableArray<EnvironmentVariable> variables, ImmutableArray<EnvironmentVariable> winning) =>
        [.. variables.Where(variable => !winning.Any(other => other.Name == variable.Name)), .. winning];
}
