using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Services.Spec;

/// <summary>Where services are started, for whom, and who hears of it.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="Host">Whose logins and proxies count.</param>
/// <param name="Report">Gets messages about it. It is called by one at a time.</param>
/// <param name="Process">The process that the services are of.</param>
/// <param name="Proxies">The proxies that containers get as variables.</param>
internal sealed record ServiceSetting(
    IEngine Engine, HostEnvironment Host, IReport Report, BuildProcessIdentity Process, IReadOnlyDictionary<string, string> Proxies)
{
    /// <summary>The setting of this process.</summary>
    public static ServiceSetting Of(IEngine engine, HostEnvironment host, IReport report, BuildProcess process) =>
        new(engine, host, new SharedReport(report), process.Identity, ProxySettings.Of(host, engine.Endpoint, report));

    /// <summary>Whether the engine is on this machine.</summary>
    public bool IsLocal => Engine.Endpoint.Address.Scheme is "unix" or "npipe";
}
