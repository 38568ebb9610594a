using System.Formats.Tar;
using System.IO.Compression;
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

    /// <summary>All files of an image that is saved, its layers unpacked, a character for each byte: the containerd image store keeps them compressed.</summary>
    public static async Task<string> SavedAsync(string image)
    {
        var answer = await GetAsync($"images/{image}/get");
        var body = Encoding.Latin1.GetBytes(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        await using var tar = new TarReader(new MemoryStream(body));
        var saved = new StringBuilder();
        while (await tar.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            saved.AppendLine(entry.Name).Append(await UnpackedAsync(entry.DataStream ?? Stream.Null));
        }

        return saved.ToString();
    }

    private static async Task<string> UnpackedAsync(Stream data)
    {
        using var file = new MemoryStream();
        await data.CopyToAsync(file);
        file.Position = 0;
        var isPacked = file.GetBuffer() is [0x1f, 0x8b, ..];
        await using Stream content = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(content, Encoding.Latin1);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
