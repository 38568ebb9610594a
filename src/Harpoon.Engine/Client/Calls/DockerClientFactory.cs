using Docker.DotNet;
using Docker.DotNet.Handler.Abstractions;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Microsoft.Extensions.Logging;

namespace Harpoon.Engine.Client.Calls;

/// <summary>Makes Docker.DotNet's client over a pool of our own: by default it opens a connection for each call.</summary>
internal sealed class DockerClientFactory : IDockerHandlerFactory<SocketsHttpHandler>
{
    private readonly Uri _base;

    private DockerClientFactory(Endpoint endpoint) => _base = new Uri($"http://docker{endpoint.BasePath}/");

    /// <param name="handler">The pool; the client disposes of it.</param>
    /// <param name="endpoint">Where the pool connects to.</param>
    /// <param name="apiVersion">The version to speak.</param>
    public static DockerClient Create(SocketsHttpHandler handler, Endpoint endpoint, Version apiVersion) => new DockerClientBuilder()
        .WithEndpoint(endpoint.Address)
        .WithApiVersion(apiVersion)
        // Each call brings a limit of its own; the client's would end a long stop.
        .WithTimeout(Timeout.InfiniteTimeSpan)
        .WithTransportOptions(new DockerClientFactory(endpoint), handler)
        .Build();

    public ResolvedTransport CreateHandler(SocketsHttpHandler transportOptions, ResolvedClientOptions clientOptions, ILogger logger) =>
        new(new AnswerGuard(transportOptions), _base);

    public ResolvedTransport CreateHandler(ResolvedClientOptions clientOptions, ILogger logger) =>
        throw new NotSupportedException("The pool is given with the options.");

    public Task<WriteClosableStream> HijackStreamAsync(HttpContent content) =>
        throw new NotSupportedException("Containers are attached to by a raw call.");
}
