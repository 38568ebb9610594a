using System.Buffers.Binary;

namespace Harpoon.BuildKit.Services;

/// <summary>Messages of the agent protocol: a length, a type, the rest. See <see href="https://datatracker.ietf.org/doc/html/draft-ietf-sshm-ssh-agent"/>.</summary>
internal static class AgentMessage
{
    /// <summary>OpenSSH's own limit, in bytes.</summary>
    public const int Longest = 256 << 10;

    /// <summary>The size of the length.</summary>
    public const int LengthSize = sizeof(int);

    /// <summary>The size of the length and the type.</summary>
    public const int HeadSize = LengthSize + 1;

    /// <summary>Which keys there are.</summary>
    public const byte RequestIdentities = 11;

    /// <summary>The answer to <see cref="RequestIdentities"/>.</summary>
    public const byte IdentitiesAnswer = 12;

    /// <summary>To sign with a key.</summary>
    public const byte SignRequest = 13;

    /// <summary>The answer to <see cref="SignRequest"/>.</summary>
    public const byte SignResponse = 14;

    private const byte Failure = 5;

    /// <summary>The answer to what is not allowed.</summary>
    public static ReadOnlyMemory<byte> Refusal { get; } = new byte[] { 0, 0, 0, 1, Failure };

    /// <summary>A build may list keys and sign with them; it may not add, remove or lock any, as with buildx.</summary>
    public static bool IsAllowed(ReadOnlySpan<byte> message) => TypeOf(message) is RequestIdentities or SignRequest;

    /// <summary>What kind of message it is. One that was read has a type.</summary>
    public static byte TypeOf(ReadOnlySpan<byte> message) => message[LengthSize];

    /// <summary>The length of the message that follows.</summary>
    /// <exception cref="BuildKitException"><see cref="BuildKitFailure.MalformedMessage"/>.</exception>
    public static int Length(ReadOnlySpan<byte> prefix)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(prefix);
        return length is > 0 and <= Longest
            ? length
            : throw new BuildKitException(BuildKitFailure.MalformedMessage, $"A message of the ssh agent protocol claims to have {length} bytes.");
    }

    /// <summary>Reads a whole message, its length included.</summary>
    /// <exception cref="EndOfStreamException">The agent closed.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream agent, CancellationToken cancellationToken)
    {
        var prefix = new byte[LengthSize];
        await agent.ReadExactlyAsync(prefix, cancellationToken);
        var message = new byte[LengthSize + Length(prefix)];
        prefix.CopyTo(message, 0);
        await agent.ReadExactlyAsync(message.AsMemory(LengthSize), cancellationToken);
        return message;
    }
}
