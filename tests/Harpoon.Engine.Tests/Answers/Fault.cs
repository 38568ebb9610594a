namespace Harpoon.Engine.Tests.Answers;

/// <summary>A way to spoil an answer.</summary>
/// <param name="Name">What it is called in a test's words.</param>
/// <param name="SpoilAsync">Writes to the connection what comes in place of the answer; the connection is closed then.</param>
internal sealed record Fault(string Name, Func<Stream, Answer, CancellationToken, Task> SpoilAsync)
{
    /// <summary>Whether something else than the engine has answered, which does nothing of what it was asked to do.</summary>
    public bool IsOfAnother { get; init; }

    /// <summary>Calls to which this is a proper answer.</summary>
    public Func<string, bool> IsAnswerTo { get; init; } = _ => false;

    public override string ToString() => Name;
}
