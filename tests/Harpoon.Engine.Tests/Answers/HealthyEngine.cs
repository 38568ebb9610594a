using System.Collections.Concurrent;
using System.Formats.Tar;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Tests.Answers;

/// <summary>As much of an engine as the product's calls need: what is created is there until it is removed.</summary>
internal sealed partial class HealthyEngine
{
    public const string Base = "base:latest";
    private const string Networks = """
        "NetworkSettings":{"Ports":{},"Networks":{"net":{"IPAddress":"203.0.113.2","Aliases":["x"]}}}
        """;

    public const string Built = "sha256:5b0bcabd1ed22e9fb1310cf6c2dec7cdef19f0ad69efa1f392e94a4333501270";

    private readonly ConcurrentDictionary<string, Made> _containers = new();
    private readonly ConcurrentDictionary<string, Made> _networks = new();
    private readonly ConcurrentDictionary<string, string> _images = new() { [Base] = "sha256:ba5e" };

    /// <summary>The ids of what was created and not removed.</summary>
    public IEnumerable<string> Left => _containers.Keys.Concat(_networks.Keys);

    /// <summary>What is copied out of a container; null for an archive of one file.</summary>
    public byte[]? Tar { get; set; }

    public Made? Container(string id) => _containers.GetValueOrDefault(id);

    /// <summary>Does what it is asked to, and says so.</summary>
    public Answer Do(Request request) => request.Call switch
    {
        "GET /_ping" => Answer.Of(200, "Api-Version: 1.41\r\nBuilder-Version: 2\r\nOstype: linux\r\n", "OK"u8.ToArray()),
        "GET /info" => Answer.Json(200, """{"ID":"fake","Name":"fake","ServerVersion":"20.10","OSType":"linux","Architecture":"x86_64","NCPU":2,"MemTotal":1,"SecurityOptions":[]}"""),
        "POST /containers/create" => Create(_containers, request),
        "POST /containers/{id}/attach" or "POST /exec/{id}/start" => new Answer("HTTP/1.1 101 UPGRADED\r\nContent-Type: application/vnd.docker.raw-stream\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n", []),
        "POST /session" or "POST /grpc" => new Answer("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", []),
        "POST /containers/{id}/start" => Start(request),
        "POST /containers/{id}/wait" => Answer.Chunked("Content-Type: application/json\r\n", """{"Error":null,"StatusCode":0}"""u8.ToArray()),
        "GET /containers/{id}/json" => Inspect(request),
        "GET /containers/json" => List(_containers, request),
        "POST /containers/{id}/stop" or "POST /containers/{id}/kill" => End(request),
        "POST /containers/{id}/rename" => Rename(request),
        "DELETE /containers/{id}" => Remove(_containers, request),
        "GET /containers/{id}/archive" => Archive(),
        "POST /containers/{id}/exec" => Answer.Json(201, """{"Id":"e0ec"}"""),
        "GET /exec/{id}/json" => Answer.Json(200, """{"ID":"e0ec","Running":false,"ExitCode":0}"""),
        "POST /networks/create" => Create(_networks, request),
        "GET /networks" => List(_networks, request),
        "GET /networks/{id}" => Answer.Json(200, $$$$"""{"Id":"{{{{request.Subject}}}}","Name":"net","IPAM":{"Config":[{"Gateway":"203.0.113.1"}]},"Labels":{}}"""),
        "DELETE /networks/{id}" => Remove(_networks, request),
        "GET /images/{id}/json" => FindImage(request),
        "GET /images/json" => Answer.Json(200, $"[{string.Join(',', _images.Where(image => image.Key != Base).Select(image => Image(image.Key, image.Value)))}]"),
        "DELETE /images/{id}" => RemoveImage(request),
        "POST /images/{id}/tag" => Tag(request),
        "POST /images/create" => Pull(),
        "POST /images/{id}/push" => Answer.Messages(
            """{"status":"The push refers to repository [r/x]"}""", $$$$"""{"progressDetail":{},"aux":{"Tag":"1","Digest":"{{{{Built}}}}","Size":5}}"""),
        "POST /build" => Build(request),
        _ => Answer.Json(404, """{"message":"page not found"}"""),
    };

    private Answer Build(Request request)
    {
        foreach (var tag in Regex.Matches(request.Query, "(?:^|&)t=([^&]+)").Select(match => match.Groups[1].Value))
        {
            _images[tag] = Built;
        }

        return Answer.Messages("""{"stream":"Step 1/1 : FROM base\n"}""", $$$$"""{"aux":{"ID":"{{{{Built}}}}"}}""", """{"stream":"Successfully built 5b0bcabd1ed2\n"}""");
    }

    /// <summary>BuildKit has built an image.</summary>
    public void Solve(string tag) => _images[tag] = Built;

    private Answer Pull()
    {
        _images["pulled:1"] = Built;
        return Answer.Messages("""{"status":"Pulling from pulled","id":"1"}""", $$"""{"status":"Digest: {{Built}}"}""", """{"status":"Status: Downloaded newer image for pulled:1"}""");
    }

    private Answer Tag(Request request)
    {
        _images["tagged:1"] = Built;
        return Answer.Empty(request.Query.Length > 0 ? 201 : 400);
    }

    private Answer FindImage(Request request)
    {
        var name = request.Subject.Contains(':', StringComparison.Ordinal) ? request.Subject : $"{request.Subject}:latest";
        var id = _images.GetValueOrDefault(name) ?? _images.Values.FirstOrDefault(value => value == request.Subject);
        return id is null ? Answer.Json(404, $$"""{"message":"No such image: {{request.Subject}}"}""") : Answer.Json(200, Image(name, id));
    }

    private Answer RemoveImage(Request request)
    {
        foreach (var (name, _) in _images.Where(image => image.Value == request.Subject))
        {
            _images.TryRemove(name, out _);
        }

        return Answer.Json(200, $$"""[{"Deleted":"{{Built}}"}]""");
    }

    private static string Image(string name, string id) =>
        $$$$"""{"Id":"{{{{id}}}}","RepoTags":["{{{{name}}}}"],"RepoDigests":["pulled@{{{{Built}}}}"],"Size":5,"Os":"linux","Architecture":"amd64","Labels":{"harpoon.project":"answers"},"Config":{"Labels":{},"OnBuild":null}}""";

    private static Answer Create(ConcurrentDictionary<string, Made> all, Request request)
    {
        using var json = JsonDocument.Parse(request.Body);
        var id = Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var labels = json.RootElement.TryGetProperty("Labels", out var given) ? given.Deserialize<Dictionary<string, string>>()! : [];
        var name = json.RootElement.TryGetProperty("Name", out var named) ? named.GetString()! : Names().Match(request.Query).Groups[1].Value;
        all[id] = new Made(id, name, labels);
        return Answer.Json(201, $$"""{"Id":"{{id}}","Warnings":[]}""");
    }

    private Answer Start(Request request)
    {
        Container(request.Subject)?.Started.TrySetResult();
        return Answer.Empty(204);
    }

    private Answer End(Request request)
    {
        Container(request.Subject)?.Ended.TrySetResult();
        return Answer.Empty(204);
    }

    private Answer Rename(Request request)
    {
        if (Container(request.Subject) is { } container)
        {
            container.Name = Names().Match(request.Query).Groups[1].Value;
        }

        return Answer.Empty(204);
    }

    private static Answer Remove(ConcurrentDictionary<string, Made> all, Request request)
    {
        all.TryRemove(request.Subject, out var made);
        made?.Started.TrySetResult();
        made?.Ended.TrySetResult();
        return Answer.Empty(204);
    }

    private Answer Inspect(Request request) => Container(request.Subject) is { } container
        ? Answer.Json(200, $$$$"""{"Id":"{{{{container.Id}}}}","Name":"/{{{{container.Name}}}}","Image":"{{{{Built}}}}","State":{"Status":"{{{{(container.Runs ? "running" : "exited")}}}}","Running":{{{{(container.Runs ? "true" : "false")}}}},"ExitCode":0,"OOMKilled":false,"Error":""},"Config":{},"HostConfig":{},{{{{Networks}}}}}""")
        : Answer.Json(404, """{"message":"No such container"}""");

    private static Answer List(ConcurrentDictionary<string, Made> all, Request request)
    {
        var filter = Filters().Match(request.Query);
        var found = all.Values.Where(made => filter.Groups[1].Value == "name" ? made.Name == filter.Groups[2].Value : made.Has(filter.Groups[2].Value));
        return Answer.Json(200, JsonSerializer.Serialize(found.Select(made => new { made.Id, made.Name, Names = new[] { $"/{made.Name}" }, ImageID = "sha256:ba5e", made.Labels, Created = "2026-01-01T00:00:00Z" })));
    }

    private static string ArchiveHeaders =>
        $"Content-Type: application/x-tar\r\nX-Docker-Container-Path-Stat: {Convert.ToBase64String("""{"name":"r","size":5000,"mode":420,"mtime":"2026-01-01T00:00:00Z","linkTarget":""}"""u8)}\r\n";

    private Answer Archive()
    {
        if (Tar is { } given)
        {
            return Answer.Chunked(ArchiveHeaders, given);
        }

        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "r") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(new string('x', 5_000))) });
        }

        return Answer.Chunked(ArchiveHeaders, tar.ToArray());
    }

    [GeneratedRegex("(?:^|&)name=([^&]*)")]
    private static partial Regex Names();

    /// <summary>Engines take a list, and an object whose members are true.</summary>
    [GeneratedRegex("\"(name|label|ancestor)\":[\\[{]\"([^\"]*)\"")]
    private static partial Regex Filters();

    /// <summary>A container or a network.</summary>
    internal sealed class Made(string id, string name, Dictionary<string, string> labels)
    {
        public string Id => id;

        public string Name { get; set; } = name;

        public Dictionary<string, string> Labels => labels;

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>A service runs until it is stopped, other commands are soon done.</summary>
        public bool IsService => labels.ContainsKey("harpoon.service");

        public bool Runs => Started.Task.IsCompleted && IsService && !Ended.Task.IsCompleted;

        public bool Has(string label) => label.Split('=', 2) is [var key, var value]
            ? labels.GetValueOrDefault(key) == value
            : labels.ContainsKey(label);
    }
}
