using System.Collections.Immutable;

namespace Harpoon.Engine.Client.Dialects;

/// <summary>One way of engines to report a kind of refusal. All that it names must match.</summary>
/// <param name="kind">The kind.</param>
/// <param name="call">The method and path, with <c>*</c> for one part: <c>POST /containers/*/start</c>. Null for any call.</param>
/// <param name="words">What the message contains, in any case.</param>
internal sealed class RefusalPattern(RefusalKind kind, string? call, params ImmutableArray<string> words)
{
    public RefusalKind Kind => kind;

    /// <summary>The HTTP status; null for any, and for an error among the messages of a build, pull or push, which has none.</summary>
    public int? Status { get; init; }

    /// <summary>What the message ends with.</summary>
    public string End { get; init; } = "";

    public bool Matches(string? ofCall, int? status, string message) =>
        (call is null || ofCall is not null && IsCall(ofCall))
        && (Status is null || Status == status)
        && message.EndsWith(End, StringComparison.OrdinalIgnoreCase)
        && words.All(part => message.Contains(part, StringComparison.OrdinalIgnoreCase));

    private bool IsCall(string ofCall) =>
        call!.IndexOf('*', StringComparison.Ordinal) is var star and >= 0
            ? ofCall.StartsWith(call[..star], StringComparison.Ordinal) && ofCall.EndsWith(call[(star + 1)..], StringComparison.Ordinal)
            : ofCall == call;
}
