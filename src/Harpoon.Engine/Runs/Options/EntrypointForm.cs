using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Runs.Options;

/// <summary>Reads what takes the place of an image's entrypoint: a program, as the docker CLI's <c>--entrypoint</c>, or a JSON array with its first arguments, as in a Dockerfile.</summary>
public static class EntrypointForm
{
    /// <summary>Reads <c>/bin/tool</c>, or <c>["/bin/tool", "--verbose"]</c>.</summary>
    /// <exception cref="HarpoonException">HRP4114: it starts as an array, and is none.</exception>
    public static ImmutableArray<string> Parse(string text) =>
        !text.StartsWith('[') ? [text]
        : JsonForm.TryParse(text) is { IsEmpty: false } words ? words
        : throw new HarpoonException(Diagnostic.Of("HRP4114", text));
}
