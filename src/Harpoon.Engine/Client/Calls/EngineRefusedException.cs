using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>The engine refused a call: HRP1010, unless the caller has an error of its own for this kind.</summary>
/// <param name="call">The call: <c>POST /containers/create</c>.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="words">The engine's message.</param>
public sealed class EngineRefusedException(string call, int status, string words)
    : HarpoonException(Diagnostic.Of("HRP1010", call, status, words))
{
    /// <summary>What the refusal means.</summary>
    public RefusalKind Kind { get; } = Refusals.KindOf(call, status, words);

    /// <summary>The HTTP status, 4xx or 5xx.</summary>
    public int Status => status;

    /// <summary>The engine's message.</summary>
    public string ResponseMessage => words;
}
