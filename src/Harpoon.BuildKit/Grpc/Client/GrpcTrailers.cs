using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Grpc.Client;

/// <summary>How a call ended, as its trailers say. See <see href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md#responses"/>.</summary>
internal static class GrpcTrailers
{
    private const int Base64Group = 4;

    /// <summary>The status in these headers; null if there is none.</summary>
    public static RpcStatus? StatusIn(HttpHeaders headers) =>
        First(headers, "grpc-status") is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) ? (RpcStatus)status
        : RpcStatus.Unknown;

    /// <summary>The error that these headers describe.</summary>
    public static RpcException ErrorIn(HttpHeaders headers, RpcStatus status) =>
        new(status, GrpcText.Unescape(First(headers, "grpc-message") ?? "")) { Details = DetailsIn(First(headers, "grpc-status-details-bin")) };

    private static string? First(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>What can't be read is left out: the message says enough.</summary>
    private static ImmutableArray<RpcDetail> DetailsIn(string? text)
    {
        if (text is null)
        {
            return [];
        }

        try
        {
            return Details(Convert.FromBase64String(Padded(text)));
        }
        catch (Exception e) when (e is FormatException or BuildKitException)
        {
            return [];
        }
    }

    /// <summary>gRPC sends binary headers without padding.</summary>
    private static string Padded(string text) => text.PadRight((text.Length + Base64Group - 1) / Base64Group * Base64Group, '=');

    private static ImmutableArray<RpcDetail> Details(ReadOnlySpan<byte> status)
    {
        const int DetailField = 3;
        var details = ImmutableArray.CreateBuilder<RpcDetail>();
        var reader = new ProtoReader(status);
        while (reader.Next())
        {
            if (reader.Field == DetailField)
            {
                details.Add(Detail(reader.ReadBytes()));
            }
        }

        return details.DrainToImmutable();
    }

    private static RpcDetail Detail(ReadOnlySpan<byte> any)
    {
        var detail = new RpcDetail("", ReadOnlyMemory<byte>.Empty);
        var reader = new ProtoReader(any);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: detail = detail with { Type = reader.ReadText() }; break;
                case 2: detail = detail with { Value = reader.ReadBytes().ToArray() }; break;
                default: break;
            }
        }

        return detail;
    }
}
