using System.Text.Json;
using System.Text.Json.Nodes;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Connecting;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client;

public class EngineInformationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_JSON_is_the_engine_s_own_indented_and_nothing_else() => Assert.Equal(
        """
        {
          "Z": 1.50,
          "A": [
            "a+b <ü> 'é'",
            null,
            9007199254740993
          ],
          "NewInThisEngine": {},
          "Z": 2
        }
        """,
        Read("""{"Z":1.50,"A":["a+b \u003cü> 'é'",null,9007199254740993],"NewInThisEngine":{},"Z":2}""").Json);

    [Fact]
    public void Main_fields_are_read_out()
    {
        var info = Read(
            """{"ID":"i","Name":"n","ServerVersion":"28.5.2","OSType":"linux","OperatingSystem":"Debian","Architecture":"x86_64","Driver":"overlay2","NCPU":2,"MemTotal":8000000000}""");

        Assert.Equal(("i", "n", "28.5.2", "linux", "Debian"), (info.Id, info.Name, info.ServerVersion, info.OSType, info.OperatingSystem));
        Assert.Equal(("x86_64", "overlay2", "2", "8000000000"), (info.Architecture, info.Driver, info.Cpus, info.Memory));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ID":null,"Name":[],"NCPU":{}}""")]
    public void What_the_engine_leaves_out_is_null(string json)
    {
        var info = Read(json);

        Assert.Null(info.Id);
        Assert.Null(info.Name);
        Assert.Null(info.Cpus);
    }

    [EngineFact]
    public async Task No_field_of_a_real_engine_is_lost()
    {
        await using var engine = await TestEngine.ConnectAsync(Token);

        var info = await EngineInformation.OfAsync(engine, Token);

        var connection = ((ConnectedEngine)engine).Connection;
        var raw = await engine.GetTextAsync("info", Token);
        Assert.Equal(Names(JsonNode.Parse(raw)!), Names(JsonNode.Parse(info.Json)!));
        Assert.Equal(connection.Ping.ApiVersion.ToString(), info.ApiVersion);
        Assert.False(string.IsNullOrEmpty(info.Id));
    }

    private static EngineInformation Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return EngineInformation.Read(document.RootElement);
    }

    /// <summary>The paths of all fields: their values change while one looks.</summary>
    private static IEnumerable<string> Names(JsonNode node, string path = "") => node switch
    {
        JsonObject fields => fields.SelectMany(f => f.Value is null ? [$"{path}/{f.Key}"] : Names(f.Value, $"{path}/{f.Key}")),
        _ => [path],
    };
}
