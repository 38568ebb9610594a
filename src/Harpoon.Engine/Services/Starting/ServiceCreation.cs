using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Services.Starting;

/// <summary>Creates a service's container, and pulls its image where the engine lacks it.</summary>
internal static class ServiceCreation
{
    /// <param name="service">The service.</param>
    /// <param name="spec">Its container.</param>
    /// <param name="setting">Where.</param>
    /// <param name="cancellationToken">Ends a pull; the creation itself is not given up, or it could leave an unknown container.</param>
    /// <exception cref="HarpoonException">What <see cref="ContainerCreation"/> says, about the service.</exception>
    public static async Task<string> CreateAsync(
        Service service, ContainerSpec spec, ServiceSetting setting, CancellationToken cancellationToken)
    {
        using var setUp = new CreationToken(cancellationToken);
        try
        {
            var run = new RunContext(service.Run, setting.Engine, setting.Host, setting.Report) { SetUp = setUp.Token, Cancelled = cancellationToken };
            return await ContainerCreation.CreateAsync(run, spec);
        }
        catch (HarpoonException e)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(diagnostic => Named(diagnostic, service))], e);
        }
    }

    // What a run and a service have in common says nothing of either.
    private static Diagnostic Named(Diagnostic diagnostic, Service service) => diagnostic with
    {
        Text = DiagnosticTexts.Format("Detail.OfService", service.Name, diagnostic.Text),
        Item = diagnostic.Item ?? service.Item,
    };
}
