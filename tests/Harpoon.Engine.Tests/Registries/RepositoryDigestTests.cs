using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Registries;

public sealed class RepositoryDigestTests
{
    private static readonly string First = "sha256:" + new string('1', 64);
    private static readonly string Second = "sha256:" + new string('2', 64);

    [Fact]
    public void It_is_the_one_of_the_images_own_repository() =>
        Assert.Equal(First, Of("r.example/app:1", $"r.example/app@{First}", $"r.example/other@{Second}", $"s.example/app@{Second}"));

    [Fact]
    public void Docker_Hub_is_known_by_any_of_its_names() => Assert.Equal(First, Of("alpine:3.22", $"docker.io/library/alpine@{First}"));

    [Fact]
    public void Of_several_no_one_can_say_which_one_is_meant() => Assert.Null(Of("r.example/app:1", $"r.example/app@{First}", $"r.example/app@{Second}"));

    [Fact]
    public void One_that_was_asked_for_is_that_one() =>
        Assert.Equal(Second, Of($"r.example/app@{Second}", $"r.example/app@{First}", $"r.example/app@{Second}"));

    [Fact]
    public void An_image_that_was_in_no_registry_has_none() => Assert.Null(Of("r.example/app:1"));

    private static string? Of(string reference, params string[] digests) =>
        RepositoryDigest.Of(new ImageDetails("id", [], 1) { Digests = [.. digests] }, ImageReference.Parse(reference));
}
