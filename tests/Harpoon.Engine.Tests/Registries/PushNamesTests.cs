using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries;

public sealed class PushNamesTests
{
    private readonly RecordingReport _report = new();

    [Theory]
    [InlineData(null, null)]
    [InlineData("app", "1.0;latest")]
    public void A_name_of_one_word_leads_nowhere(string? image, string? tags)
    {
        var error = Assert.Throws<HarpoonException>(() => Of(image, tags)).Diagnostics.Single();

        Assert.Equal("HRP5009", error.Code);
        Assert.Contains("'registry.example.com/app'", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_left_out_with_a_word_where_others_lead_to_a_registry()
    {
        Assert.Equal(["r.example/team/app:1.0", "me/app:dev"], Of("app:dev", "r.example/team/app:1.0;docker.io/me/app:dev"));
        Assert.Equal(["app:dev is not pushed: it names no registry."], _report.Messages.Select(message => message.Text));
    }

    [Fact]
    public void A_name_with_Docker_Hub_in_it_goes_there() => Assert.Equal(["app:latest"], Of("docker.io/library/app", null));

    private IEnumerable<string> Of(string? image, string? tags) =>
        PushNames.Of(ImageNames.Resolve(image, tags, "App"), _report).Select(name => name.ToString());
}
