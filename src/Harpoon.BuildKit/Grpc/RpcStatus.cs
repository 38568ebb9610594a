namespace Harpoon.BuildKit.Grpc;

/// <summary>See <see href="https://grpc.io/docs/guides/status-codes/"/>.</summary>
public enum RpcStatus
{
    /// <summary>All went well.</summary>
    Ok = 0,

    /// <summary>The caller gave up.</summary>
    Cancelled = 1,

    /// <summary>Anything else.</summary>
    Unknown = 2,

    /// <summary>The request makes no sense.</summary>
    InvalidArgument = 3,

    /// <summary>The caller's time is up.</summary>
    DeadlineExceeded = 4,

    /// <summary>There is no such secret, agent or folder.</summary>
    NotFound = 5,

    /// <summary>It is there already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not.</summary>
    PermissionDenied = 7,

    /// <summary>A limit is reached.</summary>
    ResourceExhausted = 8,

    /// <summary>Something needed is not in place.</summary>
    FailedPrecondition = 9,

    /// <summary>Something else got in between.</summary>
    Aborted = 10,

    /// <summary>Beyond the end of something.</summary>
    OutOfRange = 11,

    /// <summary>There is no such method.</summary>
    Unimplemented = 12,

    /// <summary>A message can't be read, or a handler is broken.</summary>
    Internal = 13,

    /// <summary>What is asked for can't be reached now.</summary>
    Unavailable = 14,

    /// <summary>Something is lost for good.</summary>
    DataLoss = 15,

    /// <summary>The caller did not say who it is.</summary>
    Unauthenticated = 16,
}
