using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries.References;

public sealed class ImageNamesTests
{
    [Theory]
    [InlineData("MyApp", "myapp")]
    [InlineData("My.App.Web", "my.app.web")]
    [InlineData("C# App", "c-app")]
    [InlineData("_Hidden_", "hidden")]
    [InlineData("a..b", "a-b")]
    [InlineData("a__b", "a__b")]
    public void A_projects_name_becomes_a_valid_one(string project, string expected) =>
        Assert.Equal(expected, ImageNames.Default(project));

    [Fact]
    public void A_project_whose_name_leaves_nothing_must_name_its_image() =>
        Assert.Equal("HRP3002", Assert.Throws<HarpoonException>(() => ImageNames.Default("日本")).Diagnostics.Single().Code);

    [Theory]
    [InlineData(null, null, "proj:latest")]
    [InlineData("", "", "proj:latest")]
    [InlineData(null, "1.0", "proj:1.0")]
    [InlineData("me/app", null, "me/app:latest")]
    [InlineData("me/app:2", null, "me/app:2")]
    [InlineData("me/app:2", "3", "me/app:2 me/app:3")]
    [InlineData("app", "1.0; latest ;;", "app:1.0 app:latest")]
    [InlineData("app", "1;x.y/app:3;other:2", "app:1 x.y/app:3 other:2")]
    public void Tags_are_words_or_whole_references(string? image, string? tags, string expected) =>
        Assert.Equal(expected, string.Join(' ', ImageNames.Resolve(image, tags, "Proj")));

    [Fact]
    public void The_same_name_is_given_once_however_it_is_written() =>
        Assert.Equal("app:1", string.Join(' ', ImageNames.Resolve("docker.io/library/app:1", "1;app:1;docker.io/library/app:1", "p")));

    [Theory]
    [InlineData("app", "1.0+x", "HRP3003")]
    [InlineData("app", "-x", "HRP3003")]
    [InlineData("app", "UP/x:1", null)]
    [InlineData("app", "me/Up:1", "HRP3001")]
    [InlineData("APP", null, "HRP3001")]
    [InlineData("app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null, "HRP3004")]
    public void A_name_that_cannot_be_given_is_an_error(string image, string? tags, string? code) =>
        Assert.Equal(code is null ? [] : [code], Thrown.CodesBy(() => ImageNames.Resolve(image, tags, "p")));

    [Theory]
    [InlineData("feature/login", "feature-login", "docker.io/feature/login:latest")]
    [InlineData("Feature/Login", "Feature-Login", "Feature/login:latest")]
    [InlineData("feature/login:1", "feature-login-1", "docker.io/feature/login:1")]
    [InlineData("release/v1.0", "release-v1.0", "docker.io/release/v1.0:latest")]
    [InlineData("release-1.0/x", "release-1.0-x", "release-1.0/x:latest")]
    [InlineData("dependabot/npm/@types/node-1.2", "dependabot-npm-types-node-1.2", "docker.io/dependabot/npm:latest")]
    [InlineData("/x", "x", "docker.io/x:latest")]
    public void A_branch_with_a_slash_is_never_taken_for_an_image(string tag, string offered, string reference)
    {
        var text = Refusal(tag);

        Assert.Contains($"Write '{offered}' for the tag, or '{reference}'", text, StringComparison.Ordinal);
        Assert.Equal([$"registry.example/team/app:{offered}"], Names(offered));
        Assert.Single(Names(reference));
    }

    [Theory]
    [InlineData("#123", "123")]
    [InlineData("a tag", "a-tag")]
    [InlineData("1.0+x", "1.0-x")]
    [InlineData("fix@2", "fix-2")]
    [InlineData("ünï", "n")]
    [InlineData("###", "latest")]
    [InlineData("-x-", "x")]
    public void What_is_no_tag_is_refused_with_a_valid_one_at_hand(string tag, string offered)
    {
        Assert.Contains($"Write, for example, '{offered}'", Refusal(tag), StringComparison.Ordinal);
        Assert.Equal([$"registry.example/team/app:{offered}"], Names(offered));
    }

    [Fact]
    public void A_tag_that_is_too_long_is_refused_with_its_beginning_at_hand() =>
        Assert.Contains($"Write, for example, '{new string('a', 128)}'", Refusal(new string('a', 129)), StringComparison.Ordinal);

    private static string Refusal(string tag)
    {
        var error = Assert.Throws<HarpoonException>(() => Names(tag)).Diagnostics.Single();
        Assert.Equal("HRP3003", error.Code);
        return error.Text;
    }

    private static string[] Names(string tags) =>
        [.. ImageNames.Resolve("registry.example/team/app", tags, "p").Select(name => name.ToString())];
}
