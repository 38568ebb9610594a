namespace Harpoon.Engine.Diagnostics;

/// <summary>What a piece of work reports while it goes on. Calls may come from any thread, one at a time.</summary>
public interface IReport
{
    /// <summary>A line that a container or a build step wrote.</summary>
    void Output(OutputLine line);

    /// <summary>Harpoon's own words.</summary>
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

    /// <summary>Something that the user should fix, and that does not end the work.</summary>
    void Warning(Diagnostic diagnostic);
}
