using System.Runtime.ExceptionServices;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Http;

/// <summary>What goes wrong with a call, in plain words: .NET's HTTP client packs it into exceptions of its own.</summary>
internal static class EngineHttpFailure
{
    /// <summary>Does a part of a call.</summary>
    /// <param name="call">The part.</param>
    /// <param name="ended">What it means that the connection ended meanwhile.</param>
    /// <exception cref="IOException">It failed.</exception>
    public static async Task<T> TranslateAsync<T>(Func<Task<T>> call, string ended)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            ExceptionDispatchInfo.Throw(Translated(e, ended));
            throw;
        }
        catch (ObjectDisposedException e)
        {
            // Another part of the same call closed the connection between two reads.
            throw new IOException(ended, e);
        }
    }

    /// <summary>.NET's client takes a length that is no number for none.</summary>
    /// <exception cref="IOException">The answer has one.</exception>
    public static void ThrowIfMalformed(HttpResponseMessage response)
    {
        if (response.Content.Headers is { ContentLength: null } headers && headers.NonValidated.Contains("Content-Length"))
        {
            throw new IOException(DiagnosticTexts.Format("Detail.NotHttp"));
        }
    }

    /// <summary>The failure in plain words.</summary>
    /// <remarks>What the transport itself throws, as for a host that is not found or a certificate that is not trusted, stays what it is.</remarks>
    public static Exception Translated(Exception failure, string ended)
    {
        var error = (failure as HttpRequestException)?.HttpRequestError ?? (failure as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown;
        if (error == HttpRequestError.Unknown && failure.InnerException is HttpIOException inner)
        {
            return Translated(inner, ended);
        }

        if (failure.InnerException is { } cause and not HttpIOException
            && error is HttpRequestError.Unknown or HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return cause;
        }

        return new IOException(
            error switch
            {
                HttpRequestError.ResponseEnded => ended,
                HttpRequestError.InvalidResponse => DiagnosticTexts.Format("Detail.NotHttp"),
                HttpRequestError.ConfigurationLimitExceeded => DiagnosticTexts.Format("Detail.HeadTooLong", EngineHttpHandler.LongestHead),
                _ => failure.Message,
            },
            failure);
    }
}
