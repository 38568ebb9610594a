using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Content;

/// <summary>A request for content: <c>InfoRequest</c> and <c>ReadContentRequest</c>.</summary>
/// <param name="Digest">Of what.</param>
/// <param name="Offset">From where on.</param>
/// <param name="Size">How much; 0 for all.</param>
internal sealed record ContentRequest(string Digest, long Offset, long Size)
{
    /// <exception cref="BuildKitException">The message is malformed.</exception>
    public static ContentRequest Read(ReadOnlySpan<byte> message)
    {
        var request = new ContentRequest("", 0, 0);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: request = request with { Digest = reader.ReadText() }; break;
                case 2: request = request with { Offset = reader.ReadInt64() }; break;
                case 3: request = request with { Size = reader.ReadInt64() }; break;
                default: break;
            }
        }

        return request;
    }
}
