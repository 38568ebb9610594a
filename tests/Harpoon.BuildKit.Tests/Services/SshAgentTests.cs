using System.Text;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Protobuf;
using Harpoon.BuildKit.Services;
using Harpoon.BuildKit.Tests.Infrastructure;
using static Harpoon.BuildKit.Tests.Tracing.TraceDecoderTests;

namespace Harpoon.BuildKit.Tests.Services;

public sealed class SshAgentTests
{
    private static readonly byte[] ListKeys = [0, 0, 0, 1, 11];
    private static readonly byte[] RemoveKeys = [0, 0, 0, 1, 19];
    private static readonly byte[] Refused = [0, 0, 0, 1, 5];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("default", "")]
    [InlineData("default", "default")]
    [InlineData("other", "other")]
    public async Task An_agent_is_found_by_its_id(string offered, string asked)
    {
        var agents = new SshAgents(new Dictionary<string, ISshAgent> { [offered] = new FakeAgent() });
        Assert.Empty(await ServiceTests.CallAsync(new CheckAgentMethod(agents), Message(ask => ask.Write(1, asked))));
    }

    [Fact]
    public async Task An_agent_that_is_not_offered_is_not_found()
    {
        var agents = new SshAgents(new Dictionary<string, ISshAgent>());
        var error = await Assert.ThrowsAsync<RpcException>(() => ServiceTests.CallAsync(new CheckAgentMethod(agents), []));
        Assert.Equal(RpcStatus.NotFound, error.Status);
    }

    [Fact]
    public async Task A_question_in_pieces_is_put_together_and_answered()
    {
        var agent = new FakeAgent();
        var (call, forwarding) = Start(agent);
        call.Send(Piece(ListKeys.AsSpan(..2)));
        call.Send(Piece([.. ListKeys.AsSpan(2..), .. ListKeys]));

        Assert.Equal(FakeAgent.Answer, Read(await call.Replies.ReadAsync(Token)));
        Assert.Equal(FakeAgent.Answer, Read(await call.Replies.ReadAsync(Token)));
        call.End();
        await forwarding;
    }

    [Fact]
    public async Task A_build_can_not_remove_the_users_keys()
    {
        var agent = new FakeAgent();
        var (call, forwarding) = Start(agent);
        call.Send(Piece(RemoveKeys));
        Assert.Equal(Refused, Read(await call.Replies.ReadAsync(Token)));
        call.Send(Piece(ListKeys));
        Assert.Equal(FakeAgent.Answer, Read(await call.Replies.ReadAsync(Token)));
        call.End();
        await forwarding;

        Assert.Equal(1, agent.Questions);
    }

    [Fact]
    public async Task A_question_that_is_too_long_is_an_error()
    {
        var (call, forwarding) = Start(new FakeAgent());
        call.Send(Piece([0x7F, 0xFF, 0xFF, 0xFF]));
        Assert.Equal(BuildKitFailure.MalformedMessage, (await Assert.ThrowsAsync<BuildKitException>(() => forwarding)).Failure);
    }

    [Fact]
    public async Task An_agent_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<BuildKitException>(() => new UnixSshAgent("/nowhere/agent.sock").ConnectAsync(Token));
        Assert.Equal(BuildKitFailure.AgentUnreachable, error.Failure);
        Assert.Contains("/nowhere/agent.sock", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_agent_lists_its_keys()
    {
        Assert.SkipUnless(ProgramRun.Exists("ssh-agent"), "OpenSSH's client is not installed.");
        await using var agent = await RealAgent.StartAsync(Token);
        var (call, forwarding) = Start(new UnixSshAgent(agent.SocketPath));
        call.Send(Piece(ListKeys));
        var answer = Read(await call.Replies.ReadAsync(Token));
        call.End();
        await forwarding;

        Assert.Contains(RealAgent.KeyName, Encoding.Latin1.GetString(answer), StringComparison.Ordinal);
    }

    private static (FakeCall Call, Task Forwarding) Start(ISshAgent agent)
    {
        var call = new FakeCall();
        return (call, new ForwardAgentMethod(new SshAgents(new Dictionary<string, ISshAgent> { ["default"] = agent })).HandleAsync(call, Token));
    }

    private static byte[] Piece(ReadOnlySpan<byte> bytes)
    {
        var data = bytes.ToArray();
        return Message(message => message.Write(1, data));
    }

    private static byte[] Read(byte[] message)
    {
        var reader = new ProtoReader(message);
        Assert.True(reader.Next());
        return reader.ReadBytes().ToArray();
    }

    /// <summary>Answers each question with the same.</summary>
    private sealed class FakeAgent : ISshAgent
    {
        public static byte[] Answer { get; } = [0, 0, 0, 5, 12, 0, 0, 0, 0];

        public int Questions { get; private set; }

        public Task<ISshAgentConnection> ConnectAsync(CancellationToken cancellationToken)
        {
            var (build, agent) = DuplexStream.Pair();
            _ = ServeAsync(agent);
            return Task.FromResult<ISshAgentConnection>(new StreamAgentConnection(build));
        }

        private async Task ServeAsync(DuplexStream agent)
        {
            try
            {
                while (true)
                {
                    await AgentMessage.ReadAsync(agent, CancellationToken.None);
                    Questions++;
                    await agent.WriteAsync(Answer);
                }
            }
            catch (EndOfStreamException)
            {
                // Nobody asks any more.
            }
        }
    }
}
