using Npgsql;
using Xunit;

namespace Shop;

public sealed class OrdersTests : IAsyncLifetime
{
    private readonly NpgsqlDataSource database = Database.Open();
    private readonly Orders orders;

    public OrdersTests() => orders = new Orders(database);

    public async ValueTask InitializeAsync()
    {
        await orders.CreateAsync();
        await orders.ClearAsync();
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Orders_are_kept_in_order()
    {
        await orders.PlaceAsync("herring");
        await orders.PlaceAsync("cod");

        Assert.Equal(["herring", "cod"], await orders.AllAsync());
    }

    [Fact]
    public async Task A_fish_is_ordered_once()
    {
        await orders.PlaceAsync("whale");

        await Assert.ThrowsAsync<PostgresException>(() => orders.PlaceAsync("whale"));
    }
}
