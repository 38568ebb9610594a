using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Output;

/// <summary>Takes bytes that a container wrote. They are valid during the call alone.</summary>
internal delegate void BytesHandler(OutputChannel channel, ReadOnlySpan<byte> bytes);
