using System.Diagnostics.CodeAnalysis;
using Harpoon.Engine.Registries.Credentials;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>A call of a registry that failed. Its message is the registry's, or says why there was no response; no login is in it.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Who calls a registry makes a coded error of it.")]
internal sealed class RegistryCallException : Exception
{
    /// <param name="message">What happened.</param>
    /// <param name="status">The HTTP status; null if there was no response.</param>
    /// <param name="innerException">What it was before.</param>
    public RegistryCallException(string message, int? status = null, Exception? innerException = null)
        : base(message, innerException) => Status = status;

    /// <summary>The HTTP status; null if there was no response.</summary>
    public int? Status { get; }

    /// <summary>Why there was no response; <see cref="HttpRequestError.Unknown"/> if that is not known, or there was one.</summary>
    public HttpRequestError Error { get; init; }

    /// <summary>What was to be done at the registry.</summary>
    public RegistryAccess Access { get; init; }

    /// <summary>Whether the connection was refused or lost, which may be over soon.</summary>
    public bool IsLost => InnerException is HttpRequestException or IOException
        && Error is not (HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.InvalidResponse);

    /// <summary>Whether there was no connection by TLS, or none that is trusted.</summary>
    public bool IsTls => Error == HttpRequestError.SecureConnectionError;

    /// <summary>Whether a connection was made, and what came by it was no HTTP.</summary>
    public bool IsNotHttp => Error is HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse;

    /// <summary>Whether the registry wants another login.</summary>
    public bool IsUnauthorized => Status is 401 or 403;

    /// <summary>The same failure of a call for this.</summary>
    public RegistryCallException For(RegistryAccess access) => new(Message, Status, InnerException) { Error = Error, Access = access };
}
