using System.Reflection;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Tests.Infrastructure;

/// <summary>A build that is asked for its services, and for nothing else.</summary>
public class ServicesOnly : DispatchProxy
{
    /// <summary>Its services.</summary>
    public EngineServices? Services { get; set; }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Services;
}
