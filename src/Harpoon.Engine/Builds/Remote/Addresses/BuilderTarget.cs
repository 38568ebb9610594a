namespace Harpoon.Engine.Builds.Remote.Addresses;

/// <summary>What an address of a BuildKit leads to.</summary>
internal abstract record BuilderTarget
{
    /// <summary>What distinguishes it from others. Not public, since it is made of the text of those that are. Names of containers are not always hosts that a URI can have.</summary>
    internal virtual Uri Uri => new($"buildkit:{Uri.EscapeDataString(ToString())}");
}

/// <summary>A Unix socket.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record SocketTarget(string Path) : BuilderTarget
{
    internal override Uri Uri => new($"unix://{Path}");
}

/// <summary>A port.</summary>
/// <param name="Address">A <c>tcp</c> address with host and port.</param>
internal sealed record PortTarget(Uri Address) : BuilderTarget
{
    internal override Uri Uri => Address;
}

/// <summary>A container of an engine, in which <c>buildctl dial-stdio</c> leads to BuildKit.</summary>
/// <param name="Container">Its name or id.</param>
/// <param name="Context">The docker context of the engine; null for the engine that the project uses.</param>
internal sealed record ContainerTarget(string Container, string? Context) : BuilderTarget;

/// <summary>A pod, in which <c>buildctl dial-stdio</c> leads to BuildKit. Null stands for kubectl's default.</summary>
/// <param name="Pod">Its name.</param>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Container">Which of its containers.</param>
/// <param name="Context">The context of kubectl's configuration.</param>
internal sealed record PodTarget(string Pod, string? Namespace, string? Container, string? Context) : BuilderTarget
{
    /// <summary>The arguments of kubectl. Nothing of the address can be taken for an option.</summary>
    public IEnumerable<string> Arguments =>
    [
        .. Context is null ? (string[])[] : [$"--context={Context}"],
        .. Namespace is null ? (string[])[] : [$"--namespace={Namespace}"],
        "exec",
        .. Container is null ? (string[])[] : [$"--container={Container}"],
        "-i", Pod, "--", "buildctl", "dial-stdio",
    ];
}
