using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Registries.Distribution;

/// <summary>What goes wrong on the way to a registry, in plain words.</summary>
internal static class RegistryFailure
{
    /// <summary>Does a part of a call.</summary>
    /// <param name="call">The part.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RegistryCallException">It failed, or took too long.</exception>
    public static async Task<T> TranslateAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            return await call(limited.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryCallException(DiagnosticTexts.Format("Detail.Timeout", limit.TotalSeconds), null, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Of(e);
        }
    }

    /// <summary>A failure of .NET's HTTP client. What was read of another registry to be sent failed by itself.</summary>
    public static RegistryCallException Of(Exception failure)
    {
        var cause = failure;
        while (cause.InnerException is { } inner && cause is not RegistryCallException)
        {
            cause = inner;
        }

        var error = (failure as HttpRequestException)?.HttpRequestError ?? (failure as HttpIOException)?.HttpRequestError ?? HttpRequestError.Unknown;
        return cause as RegistryCallException ?? new RegistryCallException(TextOf(error, cause), null, failure) { Error = error };
    }

    private static string TextOf(HttpRequestError error, Exception cause) => error switch
    {
        HttpRequestError.NameResolutionError => DiagnosticTexts.Format("Detail.NoHost"),
        HttpRequestError.ResponseEnded => DiagnosticTexts.Format("Detail.CutShort"),
        HttpRequestError.InvalidResponse => DiagnosticTexts.Format("Detail.NotHttp"),
        _ => cause.Message.TrimEnd('.'),
    };
}
