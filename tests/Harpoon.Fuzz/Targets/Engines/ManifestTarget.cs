using Harpoon.Engine.Registries.Distribution;
using Harpoon.Fuzz.Checking;

namespace Harpoon.Fuzz.Targets.Engines;

/// <summary>What registries have under a name, and the tokens that they give.</summary>
internal sealed class ManifestTarget : IFuzzTarget
{
    private static readonly byte[] Blob = [.. """{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"sha256:a","size":7,"urls":[]}"""u8];

    public string Name => "manifest";

    public IReadOnlyList<byte[][]> Seeds { get; } =
    [
        [[.. """{"mediaType":"application/vnd.oci.image.manifest.v1+json","config":"""u8], Blob, [.. ""","layers":["""u8], Blob, [.. "]}"u8]],
        [[.. """{"manifests":[{"mediaType":"x","digest":"sha256:a","size":7,"platform":{"os":"linux","architecture":"arm","variant":"v7"}}"""u8], [.. "]}"u8]],
        [[.. """{"token":"t","access_token":"u","expires_in":300}"""u8]],
    ];

    public Task RunAsync(byte[] input)
    {
        if (Manifest.Of(null, input).Contents() is { } contents)
        {
            Assert.True(contents.Manifests.IsEmpty || contents.Blobs.IsEmpty);
        }
        else
        {
            Assert.NotEmpty(RegistryToken.Of(input, DateTimeOffset.UnixEpoch).Value);
        }

        return Task.CompletedTask;
    }

    public bool Allows(Exception exception) => exception is RegistryCallException;
}
