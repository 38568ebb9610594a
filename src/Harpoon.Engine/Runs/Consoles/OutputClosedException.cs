namespace Harpoon.Engine.Runs.Consoles;

/// <summary>Nobody reads a run's output any more, as when it is piped into <c>head</c>; the run was ended.</summary>
public sealed class OutputClosedException(Exception innerException)
    : Exception("The reader of the output has closed it.", innerException);
