namespace Harpoon.BuildKit.Services;

/// <summary>Puts an agent's questions together from the pieces that a step writes them in.</summary>
internal sealed class AgentQuestions
{
    private byte[] pending = [];

    /// <summary>A piece came.</summary>
    public void Add(ReadOnlySpan<byte> piece) => pending = [.. pending, .. piece];

    /// <summary>The next whole question, its length included; null while there is none.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    public ReadOnlyMemory<byte>? Take()
    {
        if (pending.Length < AgentMessage.LengthSize)
        {
            return null;
        }

        var size = AgentMessage.LengthSize + AgentMessage.Length(pending);
        if (pending.Length < size)
        {
            return null;
        }

        var question = pending[..size];
        pending = pending[size..];
        return question;
    }
}
