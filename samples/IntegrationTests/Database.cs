using System.Text.Json;
using Npgsql;

namespace Shop;

/// <summary>The database of the tests: the service 'db', wherever it is.</summary>
internal static class Database
{
    public static NpgsqlDataSource Open()
    {
        var (host, port) = Address();
        return new NpgsqlDataSourceBuilder
        {
            ConnectionStringBuilder = { Host = host, Port = port, Database = "shop", Username = "postgres", Password = "for tests alone" },
        }.Build();
    }

    private static (string Host, int Port) Address()
    {
        // In a container beside it.
        if (Environment.GetEnvironmentVariable("DATABASE_HOST") is { } name)
        {
            return (name, 5432);
        }

        // On this machine: DockerUp wrote down where it listens.
        var services = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "../../services.json")));
        var db = services.RootElement.GetProperty("db");
        return (db.GetProperty("host").GetString()!, db.GetProperty("ports").GetProperty("5432/tcp").GetInt32());
    }
}
