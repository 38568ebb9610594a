using System.Text;

namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>Raw answers of the engine's API.</summary>
internal static class EngineAnswers
{
    /// <summary>The answer to a <c>GET</c>, its head included, a character for each byte.</summary>
    public static async Task<string> GetAsync(string path)
    {
        var token = TestContext.Current.CancellationToken;
        await using var engine = await TestEngine.ConnectAsync(token);
        await using var stream = await engine.OpenStreamAsync(token);

        // A 1.0 answer is not cut into chunks, and ends with its connection.
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {engine.ApiPath}/{path} HTTP/1.0\r\nHost: engine\r\n\r\n"), token);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(token);
        Assert.Contains(" 200 ", answer.Split('\r', 2)[0], StringComparison.Ordinal);
        return answer;
    }

    /// <summary>All files of an image that is saved, a character for each byte.</summary>
    public static async Task<string> SavedAsync(string image)
    {
        var answer = await GetAsync($"images/{image}/get");
        var saved = await SavedImage.UnpackAsync(Encoding.Latin1.GetBytes(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]));
        return string.Join('\n', saved.Files.Select(file => $"{file.Key} {Encoding.Latin1.GetString(file.Value)}"));
    }
}
