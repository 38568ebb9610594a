using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Runs.Cleanup;

namespace Harpoon.Engine.Tests.Runs.Cleanup;

public sealed class OwnershipMarkTests
{
    private const string Image = "sha256:0123456789012345678901234567890123456789012345678901234567890123";

    private static readonly BuildProcessIdentity Dead = new("place", 7, "123");

    [Theory]
    [InlineData("web")]
    [InlineData("a.b_c-d.1")]
    [InlineData("a network: of its own")]
    public void A_mark_reads_back_whatever_the_name(string name)
    {
        var mark = OwnershipMark.Of(Dead, name, Image);

        Assert.Equal(mark, OwnershipMark.Parse(mark.ToString()));
        Assert.Equal((Dead, name), (mark.Process, mark.Name));
        Assert.True(mark.IsOfImage(Image));
    }

    [Fact]
    public void No_two_marks_are_alike() => Assert.NotEqual(OwnershipMark.Of(Dead, "web"), OwnershipMark.Of(Dead, "web"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("place.7.123")]
    [InlineData("place.7.123.abc.")]
    [InlineData("place.7.123.abc..")]
    [InlineData("place.7.123...web")]
    [InlineData("place.x.123.abc..web")]
    public void A_label_of_another_kind_is_no_mark(string? label) => Assert.Null(OwnershipMark.Parse(label));

    [Fact]
    public void No_older_version_takes_a_mark_for_its_own() => Assert.Null(BuildProcessIdentity.Parse(OwnershipMark.Of(Dead, "web").ToString()));

    [Fact]
    public void A_container_without_a_name_gets_one_and_is_known_by_it()
    {
        var (first, second) = (OwnershipMark.Put(Spec(name: null)), OwnershipMark.Put(Spec(name: null)));

        Assert.StartsWith("harpoon-", first.Name, StringComparison.Ordinal);
        Assert.NotEqual(first.Name, second.Name);
        Assert.Equal(first.Name, MarkOf(first).Name);
        Assert.Empty(MarkOf(first).Image);
    }

    [Fact]
    public void A_container_that_gets_another_name_later_is_known_by_that_one() =>
        Assert.Equal("web", MarkOf(OwnershipMark.Put(Spec("web.starting") with { LastingName = "web" })).Name);

    [Fact]
    public void A_container_of_an_image_by_its_id_is_known_by_that_too() =>
        Assert.True(MarkOf(OwnershipMark.Put(Spec("web") with { Image = Image })).IsOfImage(Image[7..]));

    private static OwnershipMark MarkOf(ContainerSpec spec) => OwnershipMark.Parse(spec.Labels[HarpoonLabels.Session])!;

    private static ContainerSpec Spec(string? name) =>
        new("app:latest") { Name = name, Labels = new Dictionary<string, string> { [HarpoonLabels.Session] = Dead.ToString() } };
}
