using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>A line as it was written in a project: an instruction and its arguments.</summary>
/// <param name="Text">The instruction, a space, and the arguments if there are any.</param>
/// <param name="Content">The inline file of a <c>COPY</c> or <c>ADD</c>; null for none.</param>
/// <param name="Location">Where it was written, when that is known.</param>
public sealed record DockerfileLine(string Text, string? Content = null, SourceLocation? Location = null)
{
    /// <summary>The blanks before it, which count within a here-document and where the line goes on from the one before it.</summary>
    public string Indent { get; init; } = "";

    /// <summary>Whether it copies the files that <c>dotnet restore</c> reads: a <c>COPY</c> with a destination alone.</summary>
    public bool IsRestore { get; init; }

    /// <summary>Where it stands in the Dockerfile of an application.</summary>
    public AppSide Side { get; init; }
}

/// <summary>Where a line stands in the Dockerfile of an application.</summary>
public enum AppSide
{
    /// <summary>The line is one of a Dockerfile of its own.</summary>
    None,

    /// <summary>Behind the base image, before the application is copied.</summary>
    Before,

    /// <summary>Behind the application.</summary>
    After,
}
