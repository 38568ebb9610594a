using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Services.Waits;

/// <summary>One thing that must be so before a service counts as ready. Its text is how a user writes it.</summary>
[JsonDerivedType(typeof(PortWait), "port")]
[JsonDerivedType(typeof(HttpWait), "http")]
[JsonDerivedType(typeof(LogWait), "log")]
[JsonDerivedType(typeof(HealthyWait), "healthy")]
[JsonDerivedType(typeof(ExitWait), "exit")]
[JsonDerivedType(typeof(FileWait), "file")]
[JsonDerivedType(typeof(CommandWait), "command")]
public abstract record WaitCondition;

/// <summary>Something listens on a TCP port: <c>port</c>, <c>port:5432</c>.</summary>
/// <param name="Port">The port in the container; null for each that the service names.</param>
public sealed record PortWait(int? Port) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"port:{port}") : "port";
}

/// <summary>A web server answers a GET with a fitting status: <c>http:/health</c>, <c>http:8080/health 204</c>, <c>http:/ 200-499</c>.</summary>
/// <param name="Port">The port in the container; null for the first that the service names.</param>
/// <param name="Path">The path and query, from the first <c>/</c> on.</param>
public sealed record HttpWait(int? Port, string Path) : WaitCondition
{
    /// <summary>The lowest status that fits.</summary>
    public int LowestStatus { get; init; } = 200;

    /// <summary>The highest status that fits. A redirection fits by default: it is not followed, and its sender is up.</summary>
    public int HighestStatus { get; init; } = 399;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"http:{Port}{Path} {LowestStatus}-{HighestStatus}");
}

/// <summary>The service wrote a line, to either stream, that an expression matches: <c>log:ready to accept</c>.</summary>
/// <param name="Expression">The expression.</param>
public sealed record LogWait(Regex Expression) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => $"log:{Expression}";
}

/// <summary>The image's own health check passed: <c>healthy</c>.</summary>
public sealed record HealthyWait : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => "healthy";
}

/// <summary>The service did its work and ended: <c>exit</c>, <c>exit:3</c>.</summary>
/// <param name="Code">The exit code that it must end with.</param>
public sealed record ExitWait(int Code) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit:{Code}");
}

/// <summary>A file or folder is there: <c>file:/tmp/ready</c>.</summary>
/// <param name="Path">Its absolute path in the container.</param>
public sealed record FileWait(string Path) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => $"file:{Path}";
}

/// <summary>A shell line, run in the service's container, exits with 0: <c>command:pg_isready</c>.</summary>
/// <param name="Line">The line, for <c>/bin/sh -c</c>.</param>
public sealed record CommandWait(string Line) : WaitCondition
{
    /// <inheritdoc/>
    public override string ToString() => $"command:{Line}";
}
