using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.References;

/// <summary>The name that holds an image until MSBuild ends the build, and disposes of what its tasks have registered.</summary>
internal sealed class HeldImage : IDisposable
{
    private readonly string _name;
    private readonly EndpointOptions _endpoint;
    private readonly HostEnvironment _host;

    private HeldImage(string name, EndpointOptions endpoint, HostEnvironment host)
    {
        _name = name;
        _endpoint = endpoint;
        _host = host;
    }

    /// <summary>Has a name, if there is one, taken away when the build ends.</summary>
    public static void Register(string? name, EndpointOptions endpoint, HostEnvironment host, IBuildEngine engine)
    {
        if (name is not null && engine is IBuildEngine4 build)
        {
            build.RegisterTaskObject($"Harpoon: {name}", new HeldImage(name, endpoint, host), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }
    }

    // MSBuild waits for it.
    public void Dispose() => HeldName.RemoveAsync(_name, _endpoint, _host).GetAwaiter().GetResult();
}
