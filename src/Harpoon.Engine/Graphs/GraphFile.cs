using System.Text;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Graphs;

/// <summary>A file with a graph.</summary>
public static class GraphFile
{
    /// <summary>Writes it, unless it has this text: a file in a context has changed if it is written.</summary>
    /// <exception cref="HarpoonException">HRP3315: it can't be written.</exception>
    public static void Write(string path, string text)
    {
        try
        {
            if (!File.Exists(path) || File.ReadAllText(path) != text)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HarpoonException(Diagnostic.Of("HRP3315", path, e.Message), e);
        }
    }
}
