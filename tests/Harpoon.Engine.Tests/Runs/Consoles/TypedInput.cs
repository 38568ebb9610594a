using System.IO.Pipelines;
using System.Text;

namespace Harpoon.Engine.Tests.Runs.Consoles;

/// <summary>Somebody's keyboard.</summary>
internal sealed class TypedInput
{
    private readonly Pipe _pipe = new();

    public Stream Stream => _pipe.Reader.AsStream();

    public async Task TypeAsync(string text) => await _pipe.Writer.WriteAsync(Encoding.UTF8.GetBytes(text));

    public Task EndAsync() => _pipe.Writer.CompleteAsync().AsTask();
}
