namespace Harpoon.Bench.Measuring;

/// <summary>One way to do a work.</summary>
/// <param name="Command">What is measured.</param>
/// <param name="Prepare">What comes before each run of it and is not measured.</param>
internal sealed record Contender(Command Command, Func<CancellationToken, Task>? Prepare = null)
{
    public Task PrepareAsync(CancellationToken cancellationToken) =>
        Prepare?.Invoke(cancellationToken) ?? Task.CompletedTask;
}
