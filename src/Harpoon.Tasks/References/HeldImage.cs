using System.Collections.Concurrent;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Machine;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.References;

/// <summary>The names that hold images of one engine until MSBuild ends the build, and disposes of what its tasks have registered.</summary>
internal sealed class HeldImage : IDisposable
{
    private readonly ConcurrentQueue<string> _names = [];
    private readonly EndpointOptions _endpoint;
    private readonly HostEnvironment _host;

    private HeldImage(EndpointOptions endpoint, HostEnvironment host)
    {
        _endpoint = endpoint;
        _host = host;
    }

    /// <summary>Has a name, if there is one, taken away when the build ends.</summary>
    public static void Register(string? name, EndpointOptions endpoint, HostEnvironment host, IBuildEngine engine)
    {
        if (name is null || engine is not IBuildEngine4 build)
        {
            return;
        }

        // A path may be relative to the project's folder.
        var key = $"Harpoon: names at {endpoint} {(endpoint.CertPath is null ? "" : host.CurrentDirectory)}";
        if (Registered(build, key) is null)
        {
            // With -mt another task may be faster: what MSBuild has then is everyone's.
            build.RegisterTaskObject(key, new HeldImage(endpoint, host), RegisteredTaskObjectLifetime.Build, allowEarlyCollection: false);
        }

        Registered(build, key)?._names.Enqueue(name);
    }

    // MSBuild waits for it.
    public void Dispose() => HeldName.RemoveAsync(_names, _endpoint, _host).GetAwaiter().GetResult();

    private static HeldImage? Registered(IBuildEngine4 build, string key) => build.GetRegisteredTaskObject(key, RegisteredTaskObjectLifetime.Build) as HeldImage;
}
