namespace Harpoon.Engine.Client.Http;

/// <summary>An answer in the bytes of a connection.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Length">How many bytes it takes.</param>
/// <param name="KeepsOpen">Whether the connection is ready for another call.</param>
internal sealed record ParsedAnswer(EngineHttpAnswer Answer, int Length, bool KeepsOpen);
