using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Client.Calls;

/// <summary>The engine said no, HRP1010 unless a caller knows better what that means.</summary>
/// <param name="call">What was asked of it.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="words">What the engine said.</param>
public sealed class EngineRefusedException(string call, int status, string words)
    : HarpoonException(Diagnostic.Of("HRP1010", call, status, words))
{
    /// <summary>The HTTP status, 4xx or 5xx.</summary>
    public int Status => status;

    /// <summary>The engine's own words.</summary>
    public string ResponseMessage => words;
}
