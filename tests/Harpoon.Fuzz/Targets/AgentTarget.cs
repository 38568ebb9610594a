using Harpoon.BuildKit;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;
using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Streams;

namespace Harpoon.Fuzz.Targets;

/// <summary>A step's questions to an ssh agent; the same bytes are the agent's answers.</summary>
internal sealed class AgentTarget : IFuzzTarget
{
    public string Name => "agent";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [Question(0, 0, 0, 1, 11)],
        [Question(0, 0, 0), Question(3, 13), Question(1, 2, 0, 0, 0, 1, 11)],
        [Question(0, 0, 0, 1, 17), Question([0, 0, 1, 0, 11, .. new byte[0xFF]])],
    ];

    public async Task RunAsync(byte[] input)
    {
        var agents = new SshAgents(new Dictionary<string, ISshAgent> { ["default"] = new InputAgent(input) });
        if (input.Length >= AgentMessage.HeadSize)
        {
            await new KeyAgent([]).AskAsync(input, CancellationToken.None);
        }

        await new ForwardAgentMethod(agents).HandleAsync(new InputCall(input, _ => { }), CancellationToken.None);
    }

    public bool Allows(Exception exception) => exception is BuildKitException or RpcException;

    public byte[] Seal(byte[] part) => GrpcTarget.SealMessage(part);

    private static byte[] Question(params byte[] data) => RawClient.Message(ProtoPart.Of(1, data));

    private sealed class InputAgent(byte[] input) : ISshAgent
    {
        public Task<ISshAgentConnection> ConnectAsync(CancellationToken cancellationToken) =>
            Task.FromResult<ISshAgentConnection>(new StreamAgentConnection(new InputStream(input)));
    }
}
