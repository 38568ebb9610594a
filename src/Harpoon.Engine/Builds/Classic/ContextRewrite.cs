using System.Text;
using System.Text.RegularExpressions;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Contexts;

namespace Harpoon.Engine.Builds.Classic;

/// <summary>Puts images in the place of named contexts. Each instruction stays in its lines, so that errors are at the lines that the user wrote.</summary>
internal static class ContextRewrite
{
    private const string From = "FROM";

    /// <summary>The request that the builder gets.</summary>
    /// <param name="request">What the project asks for.</param>
    /// <param name="imageOf">The image that takes the place of a context.</param>
    /// <exception cref="HarpoonException">HRP3127, at a line that can't be changed.</exception>
    public static ImageBuildRequest Of(ImageBuildRequest request, Func<NamedContext, string> imageOf)
    {
        var lines = request.Dockerfile.Text.Split('\n');
        foreach (var use in request.Reading.Contexts.DistinctBy(use => (use.Line, use.Written)))
        {
            var end = request.Syntax.Instructions.First(instruction => instruction.StartLine == use.Line).EndLine;
            if (!Replace(lines.AsSpan((use.Line - 1)..end), use, imageOf(use.Context)))
            {
                throw request.Dockerfile.Wrong("HRP3127", use.Line, use.Context.Name);
            }

            foreach (var instruction in use.ReplacesStage ? request.Syntax.Stages.First(stage => stage.From.StartLine == use.Line).Instructions : [])
            {
                lines.AsSpan((instruction.StartLine - 1)..instruction.EndLine).Fill("");
            }
        }

        var text = string.Join('\n', lines);
        var dockerfile = request.Dockerfile with { Text = text, Bytes = Encoding.UTF8.GetBytes(text) };
        return request with { Dockerfile = dockerfile, Syntax = DockerfileParser.Parse(dockerfile).UpTo(request.Target), NamedContexts = [] };
    }

    private static bool Replace(Span<string> lines, ContextUse use, string image)
    {
        var word = Regex.Escape(use.Written);
        var pattern = use.Replaced is null
            ? new Regex($"""(?<=--(?:from|mount=\S*\bfrom)=["']?){word}(?=["',\s\\]|$)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)
            : new Regex($"""(?<=^|\s){word}(?=\s|$)""", RegexOptions.CultureInvariant);
        var isFound = false;
        for (var i = 0; i < lines.Length && !(isFound && use.Replaced is not null); i++)
        {
            // The instruction's own name may be the context's.
            var start = i == 0 && use.Replaced is not null ? lines[i].IndexOf(From, StringComparison.OrdinalIgnoreCase) + From.Length : 0;
            var changed = lines[i][..start] + pattern.Replace(lines[i][start..], image.Replace("$", "$$", StringComparison.Ordinal), use.Replaced is null ? -1 : 1);
            isFound |= changed != lines[i];
            lines[i] = changed;
        }

        return isFound;
    }
}
