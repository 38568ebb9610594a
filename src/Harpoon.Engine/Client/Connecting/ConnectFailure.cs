using System.Net.Sockets;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Connecting;

/// <summary>What an endpoint said, or the system in its place, in a person's words.</summary>
internal static class ConnectFailure
{
    public static string Say(Exception e) => e switch
    {
        HarpoonException known => string.Join(' ', known.Diagnostics.Select(d => d.Text)),
        SocketException socket => Say(socket),
        IOException { InnerException: SocketException socket } => Say(socket),
        UnauthorizedAccessException => DiagnosticTexts.Format("Detail.Denied"),
        _ => e.Message.TrimEnd('.'),
    };

    /// <summary>Whether this user may not use the socket.</summary>
    public static bool IsDenied(Exception e) =>
        e is UnauthorizedAccessException or SocketException { SocketErrorCode: SocketError.AccessDenied };

    /// <summary>Whether nothing listens there: what is silent, refuses or speaks another protocol does listen.</summary>
    public static bool IsNotListening(Exception e) => (e as SocketException ?? (e as IOException)?.InnerException as SocketException)
        is { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable };

    private static string Say(SocketException e) => e.SocketErrorCode switch
    {
        SocketError.AccessDenied => DiagnosticTexts.Format("Detail.Denied"),
        SocketError.ConnectionRefused => DiagnosticTexts.Format("Detail.Refused"),
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => DiagnosticTexts.Format("Detail.NoHost"),
        SocketError.TimedOut => DiagnosticTexts.Format("Detail.NoRoute"),

        // A socket's file that isn't there, in .NET's words, where no other socket address is meant.
        SocketError.AddressNotAvailable => DiagnosticTexts.Format("Detail.NoFile"),
        _ => e.Message.TrimEnd('.'),
    };
}
