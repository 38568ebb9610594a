namespace Harpoon.BuildKit.Services;

/// <summary>Puts an agent's questions together from the pieces that a step writes them in.</summary>
internal sealed class AgentQuestions
{
    private byte[] _pending = [];

    /// <summary>A piece came.</summary>
    public void Add(ReadOnlySpan<byte> piece) => _pending = [.. _pending, .. piece];

    /// <summary>The next whole question, its length included; null while there is none.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    public ReadOnlyMemory<byte>? Take()
    {
        if (_pending.Length < AgentMessage.LengthSize)
        {
            return null;
        }

        var size = AgentMessage.LengthSize + AgentMessage.Length(_pending);
        if (_pending.Length < size)
        {
            return null;
        }

        var question = _pending[..size];
        _pending = _pending[size..];
        return question;
    }
}
