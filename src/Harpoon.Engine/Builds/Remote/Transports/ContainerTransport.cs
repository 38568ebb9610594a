using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Transports;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote.Transports;

/// <summary>A BuildKit in a container, through <c>buildctl dial-stdio</c> there: a command that copies between its input and output and BuildKit's socket.</summary>
/// <param name="address">As it was written.</param>
/// <param name="container">The container.</param>
/// <param name="engine">The engine that runs it.</param>
/// <param name="owned">What ends with this; null if the engine is another's.</param>
internal sealed class ContainerTransport(BuilderAddress address, string container, IEngine engine, IAsyncDisposable? owned) : IBuilderTransport
{
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var exec = await engine.Execs.CreateAsync(container, ["buildctl", "dial-stdio"], cancellationToken, hasInput: true);
            var stream = await engine.Execs.StartAsync(exec, cancellationToken);
            return new EarlyAnswerStream(new ExecStream(
                stream, async words => NotBuildKit(words.Length > 0 ? words : $"exit code {await engine.Execs.ExitCodeAsync(exec, CancellationToken.None)}")));
        }
        catch (EngineRefusedException e)
        {
            throw NotBuildKit(e.ResponseMessage);
        }
    }

    /// <summary>An engine that can't start a command says so in place of its output.</summary>
    public HarpoonException NotBuildKit(string words) => new(address.Problem("HRP3235", container, words.Trim().TrimEnd('.')));

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
