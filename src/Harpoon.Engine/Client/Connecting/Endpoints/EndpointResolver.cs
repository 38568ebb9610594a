using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Client.Connecting.Endpoints;

/// <summary>
/// Decides which engine is meant: the first that is set of <c>$(DockerHost)</c>, <c>DOCKER_HOST</c>, <c>$(DockerContext)</c>,
/// <c>DOCKER_CONTEXT</c> and the CLI's current context; else the default sockets. As for the docker CLI, a host beats every context.
/// Nothing is connected to yet.
/// </summary>
/// <seealso href="https://docs.docker.com/engine/manage-resources/contexts/"/>
internal sealed class EndpointResolver(HostEnvironment host, IReport report)
{
    private readonly DockerConfigFolder _config = DockerConfigFolder.Of(host);

    /// <exception cref="HarpoonException">What was named can't be used: HRP1003 to HRP1007, HRP1020.</exception>
    public EndpointChoice Resolve(EndpointOptions options)
    {
        if (Host(options) is var (address, source))
        {
            if (options.Context is not null)
            {
                report.Message(MessageLevel.Normal, $"{OptionNames.Context} is '{options.Context}', but {source} is set and takes precedence over every context.");
            }

            return Named(OfHost(new EndpointAddress(address, source) { Property = options.Host is { Length: > 0 } ? OptionNames.Host : null }, options));
        }

        return Context(options) is var (name, chosenBy) && name != DockerContextStore.Default
            ? Named(new DockerContextStore(_config, host.Platform).Find(name, chosenBy, options.Context is { Length: > 0 } ? OptionNames.Context : null))
            : new EndpointChoice(DefaultEndpoints.Of(host), IsNamed: false);
    }

    private (string Address, string Source)? Host(EndpointOptions options) =>
        options.Host is { Length: > 0 } property ? (property.Trim(), $"$({OptionNames.Host})")
        : host.Value("DOCKER_HOST") is { } variable ? (variable, "DOCKER_HOST")
        : null;

    private (string Name, string Source)? Context(EndpointOptions options) =>
        options.Context is { Length: > 0 } property ? (property, $"$({OptionNames.Context})")
        : host.Value("DOCKER_CONTEXT") is { } variable ? (variable, "DOCKER_CONTEXT")
        : _config.CurrentContext(report) is { } current ? (current, $"currentContext of {_config.ConfigFile}")
        : null;

    private Endpoint OfHost(EndpointAddress address, EndpointOptions options)
    {
        var tls = address.IsNetwork ? TlsFiles.Of(address, options, host, _config) : null;
        return new Endpoint(address.Parse(host.Platform, tls is not null), address.Source) { Tls = tls, Property = address.Property };
    }

    private EndpointChoice Named(Endpoint endpoint)
    {
        if (endpoint is { Address: { Scheme: "tcp", IsLoopback: false }, Tls: null })
        {
            report.Warning(Diagnostic.Of("HRP1009", endpoint) with { IsOncePerBuild = true });
        }
        else if (endpoint.Tls is { Verify: false })
        {
            report.Warning(Diagnostic.Of("HRP1036", endpoint) with { IsOncePerBuild = true });
        }

        return new EndpointChoice([endpoint], IsNamed: true);
    }
}
