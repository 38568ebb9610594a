using static Harpoon.Engine.Client.Dialects.RefusalKind;

namespace Harpoon.Engine.Client.Dialects;

/// <summary>
/// Classifies refusals. Docker often has a status of its own for them, Podman answers 500 to most, and what containerd, runc or a registry said is only repeated in the
/// message. The messages were measured with Docker 20.10, 26 and 28.5 and Podman 4.3.
/// </summary>
internal static class Refusals
{
    /// <summary>The call that builds an image.</summary>
    public const string Build = "POST /build";

    private const string Create = "POST /containers/create";
    private const string Start = "POST /containers/*/start";
    private const string Attach = "POST /containers/*/attach";
    private const string Kill = "POST /containers/*/kill";
    private const string Remove = "DELETE /containers/*";
    private const string RemoveImage = "DELETE /images/*";
    private const string RemoveNetwork = "DELETE /networks/*";

    /// <summary>The first that matches counts, so what is said of one call comes first.</summary>
    private static readonly RefusalPattern[] Patterns =
    [
        // At the creation or start of a container. Docker: "network x not found"; before API 1.44, while two have the name: "network x is ambiguous (2 matches found on name)".
        // Podman (500): "unable to find network with name or ID x: network not found".
        new(NetworkMissing, null, "network ", " is ambiguous"),
        new(NetworkMissing, null, "network ", " not found") { Status = 404 },
        new(NetworkMissing, null) { End = "network not found" },
        .. CreationPatterns,

        // Podman prepares a container as soon as a client attaches to it, and reports then what others report at the start.
        .. StartPatterns(Start),
        .. StartPatterns(Attach),

        // Docker: "Container 1fb0 is not running". Podman (500): "can only kill running containers. 1fb0 is in state created: container state improper".
        new(NotRunning, Kill) { Status = 409 },
        new(NotRunning, Kill, "can only kill running containers"),

        // Docker: "removal of container 1fb0 is already in progress".
        new(RemovalInProgress, Remove, "already in progress") { Status = 409 },
        new(ContainerMissing, "GET /containers/*/json") { Status = 404 },
        .. ImagePatterns,
        .. NetworkPatterns,

        // From the version of the API that the engine requires on: "client version 1.41 is too old. Minimum supported API version is 1.44, …".
        new(ApiTooOld, null, "client version ", " is too old") { Status = 400 },
        new(TlsExpected, "GET /_ping", "HTTPS server") { Status = 400 },
        .. RegistryPatterns,
    ];

    private static RefusalPattern[] CreationPatterns =>
    [
        // Docker (409): 'The container name "/x" is already in use by container "1fb0"'. Podman (500): 'the container name "x" is already in use by 1fb0'.
        new(NameTaken, Create) { Status = 409 },
        new(NameTaken, Create, "is already in use by"),
        new(NameTaken, "POST /containers/*/rename") { Status = 409 },

        // Docker 20.10: "… does not match the specified platform: wanted linux/arm64, actual: linux/amd64". 28.5: "… does not match the specified platform (linux/arm64)".
        new(ImageOfOtherPlatform, Create, "image", "platform") { Status = 404 },

        // Docker: 'create v: error looking up volume plugin d: plugin "d" not found'. It comes first, since the volume's name may contain "image".
        new(DriverMissing, Create, "volume plugin") { Status = 404 },

        // Docker: "No such image: x:1". Podman: "no such image: docker.io/library/x:1: image not known".
        new(ImageMissing, Create, "image") { Status = 404 },

        // Docker (400): "No command specified". Podman (500): "no command or entrypoint provided, and no CMD or ENTRYPOINT from image".
        new(CommandMissing, Create, "no command specified"),
        new(CommandMissing, Create, "no command or entrypoint provided"),
    ];

    private static RefusalPattern[] ImagePatterns =>
    [
        new(ImageMissing, RemoveImage) { Status = 404 },

        // Docker: "conflict: unable to delete 28d6 (cannot be forced) - image has dependent child images". Podman: "image used by 1e88: image is in use by a container".
        new(ImageInUse, RemoveImage) { Status = 409 },

        // Docker (500), if another removal takes a parent that goes along with the image.
        new(RemovedMeanwhile, RemoveImage, "unrecognized image ID"),

        // Podman removes what uses the image first, and the container of a build that it had just seen was gone by then.
        new(RemovedMeanwhile, RemoveImage, "identifier is not a container"),

        // Podman looks at each image by itself, and one of them was removed meanwhile.
        new(RemovedMeanwhile, "GET /images/json") { End = "image not known" },

        // Docker with containerd's store: "NotFound: content digest sha256:1a22: not found".
        new(RemovedMeanwhile, "GET /images/json", "content digest") { End = "not found" },

        // Docker's classic builder, which names the image's id then; a base image that is missing is named as the user names it.
        new(RemovedMeanwhile, Build, "No such image: sha256:"),
        new(RemovedMeanwhile, Build, "unable to find image \"sha256:"),
        new(RemovedMeanwhile, Build, "unknown parent image ID sha256:"),
        new(RemovedMeanwhile, Build, "failed to get digest sha256:"),

        // Podman's builder, which names nothing.
        new(RemovedMeanwhile, Build, "identifier is not a container"),
        new(RemovedMeanwhile, Build, "identifier is not an image"),
    ];

    private static RefusalPattern[] NetworkPatterns =>
    [
        // Docker: "network with name x already exists". Podman (500): "network name x already used: network already exists".
        new(NameTaken, "POST /networks/create") { Status = 409 },
        new(NameTaken, "POST /networks/create", "network already exists"),

        // Docker: "network x has active endpoints". Podman (500): "… Use -f to forcibly delete containers and pods: network is being used".
        new(NetworkInUse, RemoveNetwork) { Status = 403 },
        new(NetworkInUse, RemoveNetwork) { Status = 409 },
        new(NetworkInUse, RemoveNetwork) { End = "network is being used" },
    ];

    /// <summary>What an engine repeats of a registry's answer, or of why there was none, in a refusal or among the messages of a pull, push or build.</summary>
    private static RefusalPattern[] RegistryPatterns =>
    [
        .. Any(
            Unauthorized,
            "unauthorized", "authentication required", "authorization failed", "no basic auth credentials", "access denied", "access to the resource is denied",
            "403 forbidden", "denied: "),

        // BuildKit of 20.10: 'failed to process "${X": …'. All: "invalid reference format".
        .. Any(NameUnreadable, "failed to process \"", "invalid reference format"),

        // Go's words, which are the same in Docker and Podman.
        .. Any(
            RegistryUnreachable,
            "dial tcp", "no such host", "connection refused", "i/o timeout", "Client.Timeout", "TLS handshake", "network is unreachable",
            "proxyconnect", "x509:", "server misbehaving", "server gave HTTP response to HTTPS client", "context deadline exceeded"),
    ];

    /// <summary>The kind of a refusal.</summary>
    /// <param name="call">The call, as errors name it: <c>POST /containers/create</c>.</param>
    /// <param name="status">The HTTP status; null for an error among the messages of an answer.</param>
    /// <param name="message">The engine's message.</param>
    public static RefusalKind KindOf(string? call, int? status, string message) =>
        Array.Find(Patterns, pattern => pattern.Matches(call, status, message))?.Kind ?? Other;

    /// <summary>The kind of an error that an engine reports of a registry or an image's name.</summary>
    /// <inheritdoc cref="KindOf(string?, int?, string)"/>
    public static RefusalKind KindOf(string message) => KindOf(call: null, status: null, message);

    /// <summary>
    /// runc's words, which Docker (400) and Podman (500) repeat: 'exec: "x": executable file not found in $PATH', 'exec: "/x": stat /x: no such file or directory',
    /// 'exec: "/etc": permission denied'. Older runcs say "is a directory".
    /// </summary>
    private static RefusalPattern[] StartPatterns(string call) =>
    [
        new(ProgramMissing, call, "executable file not found"),
        new(ProgramMissing, call, "exec: ", "no such file or directory"),
        new(ProgramNotExecutable, call, "exec: ", "permission denied"),
        new(ProgramNotExecutable, call, "exec: ", "is a directory"),

        // Docker: 'could not select device driver "" with capabilities: [[gpu]]'.
        new(DriverMissing, call, "device driver"),

        // Docker: "Bind for 0.0.0.0:80 failed: port is already allocated", "address already in use". Podman: "listen tcp4 :80: bind: address already in use".
        new(PortTaken, call, "already allocated"),
        new(PortTaken, call, "already in use"),
    ];

    private static IEnumerable<RefusalPattern> Any(RefusalKind kind, params string[] words) => words.Select(part => new RefusalPattern(kind, null, part));
}
