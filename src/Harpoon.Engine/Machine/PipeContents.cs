using System.Collections.Concurrent;

namespace Harpoon.Engine.Machine;

/// <summary>What pipes gave, by their paths: a pipe gives it once. In memory alone, since it may be secret.</summary>
public sealed class PipeContents
{
    private readonly ConcurrentDictionary<string, Lazy<byte[]>> _contents = new(StringComparer.Ordinal);

    /// <summary>A pipe's content, read where it was not yet. A reading that failed is tried again.</summary>
    internal byte[] GetOrRead(string path, Func<byte[]> read)
    {
        var content = _contents.GetOrAdd(path, _ => new(read));
        try
        {
            return content.Value;
        }
        catch
        {
            _contents.TryRemove(new(path, content));
            throw;
        }
    }
}
