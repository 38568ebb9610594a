namespace Harpoon.Engine.Dockerfiles;

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
