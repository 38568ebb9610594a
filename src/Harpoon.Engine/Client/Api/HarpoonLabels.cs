namespace Harpoon.Engine.Client.Api;

/// <summary>The labels that say which of an engine's objects are Harpoon's, whose they are, and whether they are to stay.</summary>
public static class HarpoonLabels
{
    /// <summary>The project that an object belongs to: a value that is the same in every build and reveals nothing about the machine.</summary>
    public const string Project = "harpoon.project";

    /// <summary>The process that made a container or a network, and clears it away, and what that object is: what a dead one left is swept.</summary>
    public const string Session = "harpoon.session";

    /// <summary>Which run a container is of: a value that no other has, so that a container whose creation got no answer is found.</summary>
    public const string Run = "harpoon.run";

    /// <summary>The name of the service that a container is of.</summary>
    public const string Service = "harpoon.service";

    /// <summary>Whose services <c>DockerUp</c> left up: a project in its folder on its machine, as a hash.</summary>
    public const string Services = "harpoon.services";

    /// <summary>What the name of such a service's container ends with until all of them are ready: a <c>DockerUp</c> that was killed before left those.</summary>
    public const string StartingSuffix = ".starting";

    /// <summary>How a service was asked for, as a hash: another one means that its container is created again.</summary>
    public const string Configuration = "harpoon.configuration";

    /// <summary>How many seconds a service is given to end by itself, since it keeps what others may read after it. One without is killed.</summary>
    public const string StopTimeout = "harpoon.stop";

    /// <summary>What carries it is meant to stay, and never swept. Its value says whose it is: a project in its folder on its machine, as a hash, or <c>true</c>.</summary>
    public const string Keep = "harpoon.keep";
}
