using Harpoon.Engine.Client.Connecting.Endpoints;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads the parameters that say which engine to use.</summary>
internal static class EndpointParameters
{
    public static EndpointOptions Parse(EngineTask task) => new(
        ParameterValue.Text(task.DockerHost),
        ParameterValue.Text(task.DockerContext),
        ParameterValue.Boolean(nameof(task.DockerTlsVerify), task.DockerTlsVerify),
        ParameterValue.Text(task.DockerCertPath),
        ParameterValue.Seconds(nameof(task.DockerTimeout), task.DockerTimeout));
}
