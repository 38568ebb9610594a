using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Client.Dialects;

/// <summary>The words are those of Docker 20.10, 26 and 28, with and without containerd's image store, and of Podman.</summary>
public sealed class TransientMessageTests
{
    [Theory]
    [InlineData("received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("received unexpected HTTP status: 500 Internal Server Error")]
    [InlineData("error parsing HTTP 429 response body: invalid character '<' looking for beginning of value: \"<html>\"")]
    [InlineData("unexpected status from HEAD request to http://127.0.0.1:5000/v2/x/manifests/1: 502 Bad Gateway")]
    [InlineData("failed to fetch oauth token: unexpected status: 504 Gateway Timeout")]
    [InlineData("initializing source docker://r/x:1: reading manifest 1 in r/x: received unexpected HTTP status: 503 Service Unavailable")]
    [InlineData("writing manifest: uploading manifest 1 to r/x: StatusCode: 429,")]
    [InlineData("toomanyrequests: You have reached your unauthenticated pull rate limit.")]
    [InlineData("unavailable: service unavailable")]
    [InlineData("Get \"http://127.0.0.1:5000/v2/\": EOF")]
    [InlineData("Head \"http://127.0.0.1:5000/v2/x/blobs/y\": EOF")]
    [InlineData("unexpected EOF")]
    [InlineData("read tcp 127.0.0.1:41652->127.0.0.1:5000: read: connection reset by peer")]
    [InlineData("dial tcp 127.0.0.1:5000: connect: connection refused")]
    [InlineData("write tcp 10.0.0.1:1->10.0.0.2:443: write: broken pipe")]
    [InlineData("net/http: TLS handshake timeout")]
    [InlineData("Get \"https://r/v2/\": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)")]
    public void What_passes_is_tried_again(string words)
    {
        Assert.True(TransientMessage.Matches(words, status: null));
        Assert.True(TransientMessage.Matches(words, status: 500));
    }

    [Theory]
    [InlineData("unauthorized: authentication required")]
    [InlineData("Get \"http://127.0.0.1:5000/v2/x/manifests/1\": no basic auth credentials")]
    [InlineData("denied: requested access to the resource is denied")]
    [InlineData("pull access denied for x, repository does not exist or may require 'docker login'")]
    [InlineData("manifest for r/x:503 not found: manifest unknown: manifest unknown")]
    [InlineData("no matching manifest for linux/s390x in the manifest list entries")]
    [InlineData("An image does not exist locally with the tag: r/x")]
    [InlineData("Get \"https://r/v2/\": x509: certificate signed by unknown authority")]
    [InlineData("Get \"https://127.0.0.1:5000/v2/\": http: server gave HTTP response to HTTPS client")]
    [InlineData("dial tcp: lookup registry.example.com: no such host")]
    [InlineData("unexpected status from POST request to http://r/v2/x/blobs/uploads/: 401 Unauthorized")]
    [InlineData("write /var/lib/docker/tmp/GetImageBlob1: no space left on device")]
    public void What_stays_is_not(string words)
    {
        Assert.False(TransientMessage.Matches(words, status: null));
        Assert.False(TransientMessage.Matches(words, status: 500));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(400, false)]
    [InlineData(404, false)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    public void An_engines_own_failure_is_tried_again_by_its_status(int? status, bool expected) =>
        Assert.Equal(expected, TransientMessage.Matches("something went wrong", status));
}
