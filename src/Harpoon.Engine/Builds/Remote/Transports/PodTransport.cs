using System.Collections.Concurrent;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Client.Transports.Ssh;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>A BuildKit in a pod, by the user's own <c>kubectl</c>, which knows their clusters and logins.</summary>
/// <param name="address">As it was written.</param>
/// <param name="pod">The pod.</param>
/// <param name="host">Where kubectl is.</param>
internal sealed class PodTransport(BuilderAddress address, PodTarget pod, HostEnvironment host) : IBuilderTransport
{
    private readonly ConcurrentQueue<SshProcess> _processes = [];

    public Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var program = host.Program("kubectl") ?? throw new HarpoonException(address.Problem("HRP3236"));
        try
        {
            var process = SshProcess.Start(program, pod.Arguments, host, "KUBECONFIG", "HOME");
            _processes.Enqueue(process);
            return Task.FromResult<Stream>(new EarlyAnswerStream(new PodStream(process, NotBuildKit)));
        }
        catch (IOException e)
        {
            throw new HarpoonException(address.Problem("HRP3237", pod.Pod, e.Message.TrimEnd('.')), e);
        }
    }

    public HarpoonException NotBuildKit(string words) => new(address.Problem("HRP3237", pod.Pod, words.Trim().TrimEnd('.')));

    public async ValueTask DisposeAsync()
    {
        while (_processes.TryDequeue(out var process))
        {
            await process.DisposeAsync();
        }
    }
}
