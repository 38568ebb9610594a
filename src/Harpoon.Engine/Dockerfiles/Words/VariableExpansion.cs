namespace Harpoon.Engine.Dockerfiles.Words;

/// <summary>
/// Puts variables into a word as BuildKit does (<see href="https://docs.docker.com/reference/dockerfile/#environment-replacement"/>), with all operators of
/// <c>${…}</c>; quotes and escapes go.
/// </summary>
/// <param name="variables">What is set; null for a value that can't be known.</param>
/// <param name="escape">The Dockerfile's escape character.</param>
internal sealed class VariableExpansion(IReadOnlyDictionary<string, string?> variables, char escape)
{
    /// <summary>The word with the variables' values; null if that can't be known, or if the engine would refuse it.</summary>
    public string? Expand(string word)
    {
        try
        {
            return new WordScanner(word, variables, escape).Read();
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
