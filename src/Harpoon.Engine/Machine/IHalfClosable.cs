namespace Harpoon.Engine.Machine;

/// <summary>A connection of which one direction can end while the other goes on.</summary>
internal interface IHalfClosable
{
    /// <summary>Signals that no more will be written. Reading goes on.</summary>
    Task CloseWriteAsync(CancellationToken cancellationToken);
}
