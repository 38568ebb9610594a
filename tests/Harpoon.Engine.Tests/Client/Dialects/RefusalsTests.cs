using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Client.Dialects;

/// <summary>The messages are the engines' own, measured; ids are shortened.</summary>
public sealed class RefusalsTests
{
    private const string NotFoundInPath = "runc create failed: unable to start container process: exec: \"nosuchprogram\": executable file not found in $PATH";
    private const string NoSuchFile = "runc create failed: unable to start container process: exec: \"/no/such\": stat /no/such: no such file or directory";
    private const string NotPermitted = "runc create failed: unable to start container process: exec: \"/etc\": permission denied";

    /// <summary>The engine, the call, its status, the engine's message and what that means.</summary>
    public static TheoryData<string, string, int, string, RefusalKind> Refused => new()
    {
        { "20.10, 28.5", "POST /containers/create", 404, "No such image: app:1", RefusalKind.ImageMissing },
        { "20.10, 28.5", "POST /containers/create", 404, "No such image: sha256:1111", RefusalKind.ImageMissing },
        { "Podman 4.3", "POST /containers/create", 404, "no such image: docker.io/library/app:1: image not known", RefusalKind.ImageMissing },
        { "20.10", "POST /containers/create", 404, "image with reference app was found but does not match the specified platform: wanted linux/arm64, actual: linux/amd64", RefusalKind.ImageOfOtherPlatform },
        { "28.5", "POST /containers/create", 404, "image with reference app was found but its platform (linux/amd64) does not match the specified platform (linux/arm64)", RefusalKind.ImageOfOtherPlatform },
        { "20.10, 28.5", "POST /containers/create", 409, "Conflict. The container name \"/x\" is already in use by container \"1fb0\". You have to remove (or rename) that container to be able to reuse that name.", RefusalKind.NameTaken },
        { "Podman 4.3", "POST /containers/create", 500, "container create: creating container storage: the container name \"x\" is already in use by 1fb0. You have to remove that container to be able to reuse that name: that name is already in use", RefusalKind.NameTaken },
        { "20.10", "POST /containers/1fb0/rename", 409, "Error when allocating new name: Conflict. The container name \"/x\" is already in use by container \"1fb0\". You have to remove (or rename) that container to be able to reuse that name.", RefusalKind.NameTaken },
        { "Podman 4.3", "POST /containers/1fb0/rename", 409, "renaming container 1fb0: name x already in use, cannot rename container 1fb0: container already exists", RefusalKind.NameTaken },
        { "20.10", "POST /containers/create", 400, "No command specified", RefusalKind.CommandMissing },
        { "28.5", "POST /containers/create", 400, "no command specified", RefusalKind.CommandMissing },
        { "Podman 4.3", "POST /containers/create", 500, "container create: no command or entrypoint provided, and no CMD or ENTRYPOINT from image", RefusalKind.CommandMissing },
        { "20.10, 28.5", "POST /containers/create", 404, "create image-data: error looking up volume plugin nodriver: plugin \"nodriver\" not found", RefusalKind.DriverMissing },

        { "20.10", "POST /containers/1fb0/kill", 409, "Cannot kill container: 1fb0: Container 1fb0 is not running", RefusalKind.NotRunning },
        { "28.5", "POST /containers/1fb0/kill", 409, "cannot kill container: 1fb0: container 1fb0 is not running", RefusalKind.NotRunning },
        { "Podman 4.3", "POST /containers/1fb0/kill", 500, "can only kill running containers. 1fb0 is in state created: container state improper", RefusalKind.NotRunning },
        { "20.10, 28.5", "DELETE /containers/1fb0", 409, "removal of container 1fb0 is already in progress", RefusalKind.RemovalInProgress },
        { "28.5", "DELETE /containers/1fb0", 409, "cannot remove container \"x\": container is running: stop the container before removing or force remove", RefusalKind.Other },
        { "20.10, 28.5", "GET /containers/1fb0/json", 404, "No such container: 1fb0", RefusalKind.ContainerMissing },
        { "Podman 4.3", "GET /containers/1fb0/json", 404, "no container with name or ID \"1fb0\" found: no such container", RefusalKind.ContainerMissing },

        { "20.10", "POST /containers/1fb0/start", 400, $"failed to create shim task: OCI runtime create failed: {NotFoundInPath}: unknown", RefusalKind.ProgramMissing },
        { "28.5", "POST /containers/1fb0/start", 400, $"failed to create task for container: failed to create shim task: OCI runtime create failed: {NotFoundInPath}", RefusalKind.ProgramMissing },
        { "Podman 4.3", "POST /containers/1fb0/attach", 500, $"runc: {NotFoundInPath}: OCI runtime attempted to invoke a command that was not found", RefusalKind.ProgramMissing },
        { "20.10", "POST /containers/1fb0/start", 400, $"failed to create shim task: OCI runtime create failed: {NoSuchFile}: unknown", RefusalKind.ProgramMissing },
        { "Podman 4.3", "POST /containers/1fb0/start", 500, $"runc: {NoSuchFile}: OCI runtime attempted to invoke a command that was not found", RefusalKind.ProgramMissing },
        { "20.10", "POST /containers/1fb0/start", 400, $"failed to create shim task: OCI runtime create failed: {NotPermitted}: unknown", RefusalKind.ProgramNotExecutable },
        { "28.5", "POST /containers/1fb0/start", 400, $"failed to create task for container: failed to create shim task: OCI runtime create failed: {NotPermitted}", RefusalKind.ProgramNotExecutable },
        { "Podman 4.3", "POST /containers/1fb0/start", 500, $"runc: {NotPermitted}: OCI permission denied", RefusalKind.ProgramNotExecutable },
        { "20.10, 28.5", "POST /containers/1fb0/start", 500, "could not select device driver \"\" with capabilities: [[gpu]]", RefusalKind.DriverMissing },
        { "20.10", "POST /containers/1fb0/start", 500, "driver failed programming external connectivity on endpoint x (a7d6): Bind for 0.0.0.0:39471 failed: port is already allocated", RefusalKind.PortTaken },
        { "28.5", "POST /containers/1fb0/start", 500, "failed to set up container networking: driver failed programming external connectivity on endpoint x (a7d6): Bind for :::39471 failed: port is already allocated", RefusalKind.PortTaken },
        { "Podman 4.3", "POST /containers/1fb0/start", 500, "cannot listen on the TCP port: listen tcp4 :39471: bind: address already in use", RefusalKind.PortTaken },

        { "20.10", "POST /containers/1fb0/start", 404, "network image-net not found", RefusalKind.NetworkMissing },
        { "28.5", "POST /containers/1fb0/start", 404, "failed to set up container networking: network image-net not found", RefusalKind.NetworkMissing },
        { "20.10", "POST /containers/1fb0/start", 400, "network x is ambiguous (2 matches found on name)", RefusalKind.NetworkMissing },
        { "Podman 4.3", "POST /containers/create", 500, "container create: unable to find network with name or ID image-net: network not found", RefusalKind.NetworkMissing },
        { "20.10, 28.5", "POST /networks/create", 409, "network with name x already exists", RefusalKind.NameTaken },
        { "Podman 4.3", "POST /networks/create", 500, "network name x already used: network already exists", RefusalKind.NameTaken },
        { "20.10", "DELETE /networks/5d80", 403, "error while removing network: network x id 5d80 has active endpoints", RefusalKind.NetworkInUse },
        { "28.5", "DELETE /networks/5d80", 403, "error while removing network: network x has active endpoints (name:\"y\" id:\"6141\")", RefusalKind.NetworkInUse },
        { "Podman 4.3", "DELETE /networks/x", 500, "\"x\" has associated containers with it. Use -f to forcibly delete containers and pods: network is being used", RefusalKind.NetworkInUse },

        { "20.10, 28.5", "DELETE /images/app:1", 404, "No such image: app:1", RefusalKind.ImageMissing },
        { "Podman 4.3", "DELETE /images/app:1", 404, "failed to find image app:1: docker.io/library/app:1: image not known", RefusalKind.ImageMissing },
        { "20.10", "DELETE /images/sha256:28d6", 409, "conflict: unable to delete 28d6 (cannot be forced) - image has dependent child images", RefusalKind.ImageInUse },
        { "28.5", "DELETE /images/sha256:28d6", 409, "conflict: unable to delete 28d6 (cannot be forced) - image is being used by running container 669f", RefusalKind.ImageInUse },
        { "Podman 4.3", "DELETE /images/app", 409, "image app is in use: image used by 1e88: image is in use by a container: consider listing external containers and force-removing image", RefusalKind.ImageInUse },
        { "20.10", "DELETE /images/app:1", 500, "unrecognized image ID sha256:28d6", RefusalKind.RemovedMeanwhile },
        { "Podman 4.3", "DELETE /images/app", 500, "removing container 1e88: identifier is not a container", RefusalKind.RemovedMeanwhile },
        { "Podman 4.3", "GET /images/json", 500, "07b6: image not known", RefusalKind.RemovedMeanwhile },
        { "Docker 28, containerd's store", "GET /images/json", 404, "NotFound: content digest sha256:1a22: not found", RefusalKind.RemovedMeanwhile },

        { "29", "GET /images/json", 400, "client version 1.41 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version", RefusalKind.ApiTooOld },
        { "20.10, 28.5", "GET /_ping", 400, "Client sent an HTTP request to an HTTPS server.", RefusalKind.TlsExpected },
        { "20.10, 28.5", "POST /images/create", 500, "Get \"http://localhost:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused", RefusalKind.RegistryUnreachable },
        { "any", "POST /containers/create", 500, "something else", RefusalKind.Other },
    };

    /// <summary>The engine, and an error among the messages of its answer.</summary>
    public static TheoryData<string, string, RefusalKind> Errors => new()
    {
        { "20.10", "unauthorized: authentication required", RefusalKind.Unauthorized },
        { "20.10", "Get \"http://127.0.0.1:5000/v2/x/manifests/1\": no basic auth credentials", RefusalKind.Unauthorized },
        { "20.10", "denied: requested access to the resource is denied", RefusalKind.Unauthorized },
        { "20.10", "pull access denied for x, repository does not exist or may require 'docker login'", RefusalKind.Unauthorized },
        { "28.5 with containerd", "unexpected status from POST request to http://r/v2/x/blobs/uploads/: 401 Unauthorized", RefusalKind.Unauthorized },
        { "28.5 with BuildKit", "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed", RefusalKind.Unauthorized },
        { "Podman 4.3", "initializing source docker://localhost:1/none:1: pinging container registry localhost:1: Get \"http://localhost:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused", RefusalKind.RegistryUnreachable },
        { "20.10", "Get \"https://r/v2/\": x509: certificate signed by unknown authority", RefusalKind.RegistryUnreachable },
        { "20.10", "Get \"https://127.0.0.1:5000/v2/\": http: server gave HTTP response to HTTPS client", RefusalKind.RegistryUnreachable },
        { "20.10", "invalid reference format: repository name must be lowercase", RefusalKind.NameUnreadable },
        { "20.10 with BuildKit", "failed to process \"${X\": syntax error: missing '}'", RefusalKind.NameUnreadable },
        { "20.10", "manifest for r/x:1 not found: manifest unknown: manifest unknown", RefusalKind.Other },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Each_engines_refusal_is_of_its_kind(string engine, string call, int status, string message, RefusalKind expected) =>
        Assert.True(expected == Refusals.KindOf(call, status, message), $"{engine}: {Refusals.KindOf(call, status, message)} instead of {expected}");

    [Theory]
    [MemberData(nameof(Errors))]
    public void Each_engines_error_about_a_registry_is_of_its_kind(string engine, string message, RefusalKind expected) =>
        Assert.True(expected == Refusals.KindOf(message), $"{engine}: {Refusals.KindOf(message)} instead of {expected}");

    [Theory]
    [InlineData("No such image: sha256:1111")]
    [InlineData("unable to find image \"sha256:1111\"")]
    [InlineData("failed to export image: failed to set parent sha256:1111: unknown parent image ID sha256:1111")]
    [InlineData("failed to get digest sha256:1111: open /var/lib/docker/image/overlay2/imagedb/content/sha256/1111: no such file or directory")]
    [InlineData("identifier is not a container")]
    [InlineData("identifier is not an image")]
    public void A_builds_error_about_an_image_that_has_only_an_id_says_that_it_was_removed(string message) =>
        Assert.Equal(RefusalKind.RemovedMeanwhile, Refusals.KindOf(Refusals.Build, status: null, message));

    [Fact]
    public void A_missing_base_image_was_not_removed_meanwhile() =>
        Assert.Equal(RefusalKind.Other, Refusals.KindOf(Refusals.Build, status: null, "No such image: app:1"));

    [Theory]
    [InlineData("my-network:1")]
    [InlineData("not/found")]
    [InlineData("volume-plugin")]
    public void An_images_name_is_not_taken_for_the_reason(string image) =>
        Assert.Equal(RefusalKind.ImageMissing, Refusals.KindOf("POST /containers/create", 404, $"No such image: {image}"));
}
