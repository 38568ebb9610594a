using System.Text;
using Harpoon.Engine.Builds.UpToDate;

namespace Harpoon.Engine.Tests.Builds.UpToDate;

/// <summary>What becomes of images is counted, except for what Harpoon does to hold them.</summary>
public sealed class ImageEventsTests
{
    private const string Held = """{"Type":"image","Action":"tag","Actor":{"Attributes":{"name":"localhost/harpoon-build-0123:abc"}}}""";

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Type":"image","Action":"tag","Actor":{"Attributes":{"name":"app:latest"}}}""")]
    [InlineData("""{"Type":"image","Action":"untag","Actor":{"Attributes":{"name":"localhost/harpoon-build-0123:abc"}}}""")]
    public async Task A_name_that_holds_an_image_changes_nothing(string change)
    {
        var engine = new FakeEngine();
        await using var events = await ImageEvents.OpenAsync(engine.Images, TestContext.Current.CancellationToken);
        Assert.True(engine.Watches.TryPeek(out var watch));

        foreach (var part in (string[])[Held[..50], $"{Held[50..]}\n{Held}\n{change[..1]}", $"{change[1..]}\n"])
        {
            await watch.Writer.WriteAsync(Encoding.UTF8.GetBytes(part), TestContext.Current.CancellationToken);
        }

        while (events.Count == 0)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1, events.Count);
        await watch.Writer.CompleteAsync();
    }
}
