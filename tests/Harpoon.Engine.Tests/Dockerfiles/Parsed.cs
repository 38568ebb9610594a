using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Tests.Dockerfiles;

/// <summary>Short ways to a Dockerfile and what is wrong with it.</summary>
internal static class Parsed
{
    public static Dockerfile File(string text) => DockerfileSource.FromText(text, new SourceLocation("app.csproj", 11));

    public static DockerfileSyntax Syntax(string text) => DockerfileParser.Parse(File(text));

    /// <summary>The code and the line of the one error.</summary>
    public static (string Code, int Line, string Text) Error(string text)
    {
        var error = Assert.Single(Assert.Throws<HarpoonException>(() => Syntax(text)).Diagnostics);
        return (error.Code, error.Location!.Line - 10, error.Text);
    }
}
