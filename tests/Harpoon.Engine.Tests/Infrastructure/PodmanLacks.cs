namespace Harpoon.Engine.Tests.Infrastructure;

/// <summary>Why a test can't pass on Podman: the words go on from "Podman".</summary>
internal static class PodmanLacks
{
    /// <summary>For tests of BuildKit's sessions.</summary>
    public const string BuildKit = "has no BuildKit session";

    /// <summary>For tests of the output and the errors of Docker's classic builder.</summary>
    public const string ClassicBuilder = "builds by Buildah, which counts its steps and says its errors in another way";

    /// <summary>For tests that a container which used too much memory is known as such.</summary>
    public const string OutOfMemory = "does not notice that a container was out of memory, and a rootless one may set no limit";

    /// <summary>For tests that a push is not repeated.</summary>
    public const string PushDigest = "does not say by which digest it pushed an image";

    /// <summary>For tests that mount a folder: the tests run as root, the rootless engine as another user.</summary>
    public const string Folders = "is another user's, who may not enter the folders of the tests";
}
