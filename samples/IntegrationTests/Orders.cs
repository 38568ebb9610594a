using Npgsql;

namespace Shop;

/// <summary>The application: orders in a database.</summary>
public sealed class Orders(NpgsqlDataSource database)
{
    public async Task CreateAsync() =>
        await ExecuteAsync("CREATE TABLE IF NOT EXISTS orders (id int GENERATED ALWAYS AS IDENTITY, fish text NOT NULL UNIQUE)");

    public async Task PlaceAsync(string fish)
    {
        await using var command = database.CreateCommand("INSERT INTO orders (fish) VALUES ($1)");
        command.Parameters.AddWithValue(fish);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<string>> AllAsync()
    {
        await using var command = database.CreateCommand("SELECT fish FROM orders ORDER BY id");
        await using var reader = await command.ExecuteReaderAsync();
        var all = new List<string>();
        while (await reader.ReadAsync())
        {
            all.Add(reader.GetString(0));
        }

        return all;
    }

    public Task ClearAsync() => ExecuteAsync("TRUNCATE orders");

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
