namespace Harpoon.Engine.Runs.Consoles;

/// <summary>The reader of a run's output is gone, as when it is piped into <c>head</c>; the run was ended.</summary>
public sealed class OutputClosedException(Exception innerException)
    : Exception("The reader of the output has closed it.", innerException);
