using Xunit;

public sealed class HarbourTests
{
    [Fact]
    public async Task The_catalog_lists_fish() => Assert.Equal("Whitby: herring, cod, haddock", await GetAsync("catalog"));

    [Fact]
    public async Task The_orders_are_kept() => Assert.Equal("Whitby: 12 herring", await GetAsync("orders"));

    private static async Task<string> GetAsync(string service)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://{service}:8080/"), TestContext.Current.CancellationToken);
    }
}
