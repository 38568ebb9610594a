using Harpoon.BuildKit.Control;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Remote.Transports;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote;

/// <summary>Connects to what builds an image: an engine, or a BuildKit that is none's. With the latter an engine is only looked for if the image goes there, or BuildKit runs in a container.</summary>
/// <param name="endpoint">Which engine to use.</param>
/// <param name="host">This machine.</param>
/// <param name="report">Gets messages about it.</param>
public sealed class BuilderConnector(EndpointOptions endpoint, HostEnvironment host, IReport report)
{
    /// <summary>An engine that is connected to already, and stays so; null for none.</summary>
    public IEngine? Connected { get; init; }

    /// <summary>Whether an image is made, rather than the Dockerfile checked. Default: <see langword="true"/>.</summary>
    public bool Builds { get; init; } = true;

    /// <summary>The engines that answered before in this build.</summary>
    public KnownEngines Known { get; init; } = new();

    /// <summary>Connects. The caller disposes of it.</summary>
    /// <exception cref="HarpoonException">HRP10xx: no engine; HRP3230–HRP3240: no BuildKit, or no place for the image.</exception>
    public Task<IEngine> ConnectAsync(ImageBuildOptions options, CancellationToken cancellationToken) => options.Remote is { } address
        ? ConnectAsync(options, address, cancellationToken)
        : EngineConnector.ConnectAsync(endpoint, host, report, Known, cancellationToken);

    // A method of its own: what it keeps across its calls is of Harpoon.BuildKit, which most builds need not load.
    private async Task<IEngine> ConnectAsync(ImageBuildOptions options, BuilderAddress address, CancellationToken cancellationToken)
    {
        var target = BuilderTargets.Parse(address);
        var tls = target is PortTarget ? BuilderTls.Of(address, host) : null;
        if (target is PortTarget { Address.IsLoopback: false } && tls is null)
        {
            report.Warning(address.Problem("HRP3239") with { IsOncePerBuild = true });
        }

        var patience = endpoint.Timeout ?? EngineConnector.DefaultTimeout;
        var transport = target switch
        {
            ContainerTarget container => await InContainerAsync(address, container, cancellationToken),
            PodTarget pod => new PodTransport(address, pod, host),
            _ => (IBuilderTransport)new NetworkTransport(address, target, tls),
        };
        IEngine? loading = null;
        try
        {
            var worker = await BuilderHandshake.AskAsync(transport, address, patience, cancellationToken);
            report.Message(
                address.Variable is null ? MessageLevel.Low : MessageLevel.Normal,
                $"BuildKit: {address.Text} ({address.Source}), version {(string.IsNullOrEmpty(worker.Version) ? "unknown" : worker.Version)}, {string.Join(", ", worker.Platforms)}.");
            var delivery = options.DeliveryOfImage;
            loading = Builds && delivery == ImageDelivery.Engine ? await LoadingAsync(address, cancellationToken) : null;
            return Engine(options, address, target, transport, worker, patience, loading, cancellationToken);
        }
        catch
        {
            await transport.DisposeAsync();
            if (loading is not null && loading != Connected)
            {
                await loading.DisposeAsync();
            }

            throw;
        }
    }

    private BuilderEngine Engine(
        ImageBuildOptions options, BuilderAddress address, BuilderTarget target, IBuilderTransport transport, Worker worker, TimeSpan patience, IEngine? loading, CancellationToken cancellationToken)
    {
        var bare = Of(BuilderImages.None);
        return loading is not null ? Of(BuilderDestinations.Engine(options, loading))
            : Builds && options.DeliveryOfImage == ImageDelivery.Registry ? Of(BuilderDestinations.Registry(options, bare, host, report, cancellationToken))
            : bare;

        BuilderEngine Of(BuilderImages images) => new(transport, worker.Platforms is [var first, ..] ? first : "linux/amd64", images)
        {
            Endpoint = new Endpoint(target.Uri, address.Source) { Property = address.Variable is null ? OptionNames.Builder : null },
            Timeout = patience,
            Capabilities = CapabilitiesOf(worker, address),
            Owned = loading is not null && loading != Connected ? loading : null,
        };
    }

    private static Client.Dialects.EngineCapabilities CapabilitiesOf(Worker worker, BuilderAddress address) =>
        BuilderCapabilities.Of(worker) is not { } capabilities ? throw new HarpoonException(address.Problem("HRP3234", DiagnosticTexts.Format("HRP3234.Old")))
        : worker.Snapshotter is null ? throw new HarpoonException(address.Problem("HRP3234", DiagnosticTexts.Format("HRP3234.Engine")))
        : capabilities;

    private async Task<ContainerTransport> InContainerAsync(BuilderAddress address, ContainerTarget target, CancellationToken cancellationToken)
    {
        if (target.Context is null && Connected is not null)
        {
            return new ContainerTransport(address, target.Container, Connected, owned: null);
        }

        var engine = await EngineConnector.ConnectAsync(target.Context is { } context ? new EndpointOptions(Context: context, Timeout: endpoint.Timeout) : endpoint, host, report, Known, cancellationToken);
        return new ContainerTransport(address, target.Container, engine, engine);
    }

    private async Task<IEngine> LoadingAsync(BuilderAddress address, CancellationToken cancellationToken)
    {
        try
        {
            return Connected ?? await EngineConnector.ConnectAsync(endpoint, host, report, Known, cancellationToken);
        }
        catch (HarpoonException e)
        {
            throw new HarpoonException(address.Problem("HRP3240", string.Join(' ', e.Diagnostics.Select(diagnostic => diagnostic.Text))), e);
        }
    }
}
