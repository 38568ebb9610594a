namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A device of the engine's host in a container.</summary>
/// <param name="PathOnHost">Its path on the host.</param>
/// <param name="PathInContainer">Its path in the container.</param>
/// <param name="CgroupPermissions">What may be done with it: some of <c>r</c>, <c>w</c> and <c>m</c> (mknod).</param>
public sealed record DeviceMapping(string PathOnHost, string PathInContainer, string CgroupPermissions);
