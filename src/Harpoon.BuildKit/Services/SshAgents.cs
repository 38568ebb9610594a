using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Services;

/// <summary>The agents of a session by their ids.</summary>
internal sealed class SshAgents(IReadOnlyDictionary<string, ISshAgent> agents)
{
    private const string Default = "default";
    private const int CheckRequestId = 1;

    /// <summary>The agent that a step asked for.</summary>
    /// <param name="id">Empty for the default one.</param>
    /// <exception cref="RpcException">There is none of this id.</exception>
    public ISshAgent Find(string? id)
    {
        var name = string.IsNullOrEmpty(id) ? Default : id;
        return agents.TryGetValue(name, out var agent) ? agent : throw new RpcException(RpcStatus.NotFound, $"unset ssh forward key {name}");
    }

    /// <summary>The id in a <c>CheckAgentRequest</c>.</summary>
    public static string ReadId(ReadOnlySpan<byte> request)
    {
        var reader = new ProtoReader(request);
        var id = "";
        while (reader.Next())
        {
            if (reader.Field == CheckRequestId)
            {
                id = reader.ReadText();
            }
        }

        return id;
    }
}
