namespace Harpoon.Engine.Services.Waits;

/// <summary>When it is said that something is still waited for: what is soon ready needs no word, and what takes long is not silent.</summary>
internal sealed class WaitNotice
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private TimeSpan _next = First;

    /// <summary>Whether it was said.</summary>
    public bool WasGiven { get; private set; }

    /// <summary>Whether it is time to say it; then it counts as said.</summary>
    /// <param name="waited">How long it has been waited for already.</param>
    public bool IsDue(TimeSpan waited)
    {
        if (waited < _next)
        {
            return false;
        }

        _next = waited + Pause;
        return WasGiven = true;
    }
}
