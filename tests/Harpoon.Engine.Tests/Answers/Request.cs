using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>A call as an engine reads it.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without the version.</param>
/// <param name="Query">The query, unescaped.</param>
/// <param name="Body">The body, where it has a length.</param>
internal sealed partial record Request(string Method, string Path, string Query, string Body)
{
    /// <summary>What is called, whatever it is called for: <c>POST /containers/{id}/start</c>.</summary>
    public string Call => $"{Method} {Kinds().Replace(Path, "/{id}")}";

    /// <summary>What the call is about: the id of a container, the name of an image.</summary>
    public string Subject => Kinds().Match(Path) is { Success: true } match ? match.Value.Trim('/') : "";

    /// <summary>Reads one; null if no more come.</summary>
    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
        if (head.Length == 0)
        {
            return null;
        }

        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        var target = Version().Replace(words[1], "").Split('?', 2);
        var body = lines.Any(line => line.Equals("Transfer-Encoding: chunked", StringComparison.OrdinalIgnoreCase))
            ? await ReadChunksAsync(stream, cancellationToken)
            : await ReadBodyAsync(stream, lines, cancellationToken);
        return new Request(words[0], target[0], target.Length > 1 ? Uri.UnescapeDataString(target[1]) : "", body);
    }

    private static async Task<string> ReadBodyAsync(Stream stream, string[] lines, CancellationToken cancellationToken)
    {
        const string Length = "Content-Length: ";
        var length = lines.FirstOrDefault(line => line.StartsWith(Length, StringComparison.OrdinalIgnoreCase));
        var body = new byte[length is null ? 0 : int.Parse(length[Length.Length..], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        return Encoding.UTF8.GetString(body);
    }

    private static async Task<string> ReadChunksAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (int.Parse(await ScriptedServer.ReadLineAsync(stream, cancellationToken), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var size)
        {
            await stream.ReadExactlyAsync(new byte[size + 2], cancellationToken);
        }

        await ScriptedServer.ReadLineAsync(stream, cancellationToken);
        return "";
    }

    [GeneratedRegex("^/v1\\.[0-9]+")]
    private static partial Regex Version();

    [GeneratedRegex("(?<=^/(containers|networks|exec|images))/(?!create$|json$)[^/]+(?=/|$)")]
    private static partial Regex Kinds();
}
