using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Tests.Client.Calls;

public sealed class ArchiveStatTests
{
    private const string Header = "X-Docker-Container-Path-Stat";

    [Theory]
    [InlineData(null, null)]
    [InlineData("not base64!", null)]
    [InlineData("[1]", null)]
    [InlineData("""{"linkTarget":"/there","mtime":"0000-01-01T00:00:00Z"}""", "/there")]
    [InlineData("""{"linkTarget":"/there","mtime":"0001-01-01T00:00:00+05:00"}""", "/there")]
    public void What_Docker_DotNet_can_not_read_is_completed_and_the_rest_is_kept(string? stat, string? target)
    {
        using var answer = new HttpResponseMessage();
        if (stat is not null)
        {
            answer.Headers.TryAddWithoutValidation(Header, stat.StartsWith("not", StringComparison.Ordinal) ? stat : Convert.ToBase64String(Encoding.UTF8.GetBytes(stat)));
        }

        ArchiveStat.Complete(answer);

        using var read = JsonDocument.Parse(Convert.FromBase64String(Assert.Single(answer.Headers.GetValues(Header))));
        Assert.True(read.RootElement.GetProperty("mtime").TryGetDateTime(out _));
        Assert.Equal(target, read.RootElement.TryGetProperty("linkTarget", out var found) ? found.GetString() : null);
    }
}
