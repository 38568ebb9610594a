namespace Harpoon.Engine.Runs.Consoles;

/// <summary>Nobody reads a run's output any more, as when it is piped into <c>head</c>; the run was ended.</summary>
public sealed class OutputClosedException(Exception innerException)
    : Exception("Nobody reads the output any more.", innerException);
