namespace Harpoon.Engine.Runs.Output;

/// <summary>Gets the bytes of an output, exactly as they were written.</summary>
internal interface IOutputLog
{
    /// <summary>Takes bytes, in the order in which they came.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Shows what was written so far to those who follow the log.</summary>
    void Flush();
}
