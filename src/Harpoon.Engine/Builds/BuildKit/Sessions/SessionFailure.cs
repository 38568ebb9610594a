using Harpoon.BuildKit;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.BuildKit.Sessions;

/// <summary>Says what ended a session, in the codes that users know.</summary>
internal static class SessionFailure
{
    /// <param name="exception">What ended it.</param>
    /// <param name="contexts">What was sent: the engine knows no paths of this machine.</param>
    public static Diagnostic Of(BuildKitException exception, params IEnumerable<ContextTree> contexts) => exception.Failure switch
    {
        BuildKitFailure.SessionRefused => Diagnostic.Of("HRP3033", exception.Message),
        BuildKitFailure.TransferRefused => Diagnostic.Of("HRP3034", exception.Message),
        BuildKitFailure.AgentUnreachable => Diagnostic.Of("HRP3035", exception.Message),
        BuildKitFailure.FileUnreadable or BuildKitFailure.FileGone => OfFile(exception, contexts),
        BuildKitFailure.ConnectionLost or BuildKitFailure.Stalled or BuildKitFailure.None => Diagnostic.Of("HRP3031", exception.Message),
        _ => Diagnostic.Of("HRP3032", exception.Message),
    };

    /// <summary>The same codes as where a tar is sent.</summary>
    private static Diagnostic OfFile(BuildKitException exception, IEnumerable<ContextTree> contexts)
    {
        var entry = exception.Path is { } name ? contexts.Select(context => context.EntryAt(name)).FirstOrDefault(found => found is not null) : null;
        var path = entry?.SourcePath ?? exception.Path ?? "A file";
        return exception.Failure == BuildKitFailure.FileGone
            ? Diagnostic.Of("HRP2105", path)
            : Diagnostic.Of("HRP2102", path, exception.InnerException?.Message ?? exception.Message);
    }
}
