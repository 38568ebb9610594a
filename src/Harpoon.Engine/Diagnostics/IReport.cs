namespace Harpoon.Engine.Diagnostics;

/// <summary>What a piece of work reports while it goes on. Calls may come from any thread, one at a time.</summary>
public interface IReport
{
    /// <summary>A line that a container or a build step wrote.</summary>
    void Output(OutputLine line);

    /// <summary>Harpoon's own messages.</summary>
    void Message(MessageLevel level, string text);

    /// <summary>A line that a service's container wrote.</summary>
    /// <param name="service">The service.</param>
    /// <param name="level">How much it matters.</param>
    /// <param name="text">The line.</param>
    void ServiceLine(string service, MessageLevel level, string text) => Message(level, $"{service} | {text}");

    /// <summary>How far a transfer is. Comes as often as there is something new; the report chooses which to show.</summary>
    void Progress(TransferStatus status)
    {
    }

    /// <summary>What is reported from here to the end of the group belongs together: a log may fold it.</summary>
    void BeginGroup(string title)
    {
    }

    /// <summary>Ends the group that was begun last.</summary>
    void EndGroup()
    {
    }

    /// <summary>Something that the user should fix, and that does not end the work.</summary>
    void Warning(Diagnostic diagnostic);
}

/// <summary>How much a message matters, in MSBuild's three steps.</summary>
public enum MessageLevel
{
    /// <summary>For someone who looks for a reason: shown at detailed verbosity.</summary>
    Low,

    /// <summary>What was done: shown at normal verbosity.</summary>
    Normal,

    /// <summary>What the user asked for: always shown but at quiet verbosity.</summary>
    High,
}

/// <summary>For repeating work whose messages were already reported.</summary>
internal sealed class NullReport : IReport
{
    /// <summary>It keeps nothing, so one is enough.</summary>
    public static readonly NullReport Instance = new();

    /// <inheritdoc/>
    public void Output(OutputLine line)
    {
    }

    /// <inheritdoc/>
    public void Message(MessageLevel level, string text)
    {
    }

    /// <inheritdoc/>
    public void Warning(Diagnostic diagnostic)
    {
    }
}
