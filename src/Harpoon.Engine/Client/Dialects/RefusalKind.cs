namespace Harpoon.Engine.Client.Dialects;

/// <summary>What a refusal means, in whichever words and with whichever status the engine reports it.</summary>
public enum RefusalKind
{
    /// <summary>None of the others: only the engine's message says what is wrong.</summary>
    Other,

    /// <summary>The engine has no such image.</summary>
    ImageMissing,

    /// <summary>The engine has the image, but not for the platform that was asked for.</summary>
    ImageOfOtherPlatform,

    /// <summary>A container or another image needs the image.</summary>
    ImageInUse,

    /// <summary>Another client removed an image or a step's container while the engine was looking at it: the same call may succeed if it is made again.</summary>
    RemovedMeanwhile,

    /// <summary>Another container or network has the name.</summary>
    NameTaken,

    /// <summary>Neither the image nor the call has a command.</summary>
    CommandMissing,

    /// <summary>The engine has no such container.</summary>
    ContainerMissing,

    /// <summary>The container does not run, so it can't be killed.</summary>
    NotRunning,

    /// <summary>Another client is removing the container already.</summary>
    RemovalInProgress,

    /// <summary>The container has no such program.</summary>
    ProgramMissing,

    /// <summary>The container has the file, but may not execute it.</summary>
    ProgramNotExecutable,

    /// <summary>The engine has no driver for a device, such as a GPU, or for a volume.</summary>
    DriverMissing,

    /// <summary>Another process has the port of the host.</summary>
    PortTaken,

    /// <summary>The engine has no such network, or several of that name.</summary>
    NetworkMissing,

    /// <summary>A container runs in the network.</summary>
    NetworkInUse,

    /// <summary>The registry requires a login, or another one.</summary>
    Unauthorized,

    /// <summary>The engine found no way to the registry, or none that it trusts.</summary>
    RegistryUnreachable,

    /// <summary>The engine could not read the image's name, so it looked for nothing.</summary>
    NameUnreadable,

    /// <summary>The engine no longer speaks the version of the API.</summary>
    ApiTooOld,

    /// <summary>The engine expects TLS.</summary>
    TlsExpected,
}
