namespace Harpoon.BuildKit;

/// <summary>Why a session, a service or a trace ended. Callers map each to a diagnostic of their own.</summary>
public enum BuildKitFailure
{
    /// <summary>Not specified.</summary>
    None = 0,

    /// <summary>The stream ended or broke before the session was over.</summary>
    ConnectionLost,

    /// <summary>The other side sent nothing, or read nothing, for longer than allowed.</summary>
    Stalled,

    /// <summary>The other side broke the rules of HTTP/2 or HPACK.</summary>
    ProtocolViolation,

    /// <summary>The other side sent more than a limit allows.</summary>
    LimitExceeded,

    /// <summary>A message (gRPC, protobuf, JSON) can't be read.</summary>
    MalformedMessage,

    /// <summary>The engine refused to open the session.</summary>
    SessionRefused,

    /// <summary>A file or folder of the context can't be read.</summary>
    FileUnreadable,

    /// <summary>A file was removed between its listing and its sending.</summary>
    FileGone,

    /// <summary>A pattern is not valid.</summary>
    InvalidPattern,

    /// <summary>The daemon ended a file transfer with an error of its own.</summary>
    TransferRefused,

    /// <summary>An ssh agent can't be reached, or speaks no agent protocol.</summary>
    AgentUnreachable,
}
