using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Client.Api.Networks;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Builds;

/// <summary>An engine that answers builds as a test says, and keeps the images that they make.</summary>
internal sealed class FakeEngine : IEngine, IEngineImages
{
    private int _lists;

    public const string Good = "{\"stream\":\"Step 1/1 : FROM base\\n\"}\r\n{\"aux\":{\"ID\":\"sha256:built\"}}\r\n";

    public Endpoint Endpoint { get; init; } = new(new Uri("unix:///fake"), "test");

    public IEngineImages Images => this;

    public IEngineContainers Containers => throw new NotSupportedException();

    public IEngineExecs Execs => throw new NotSupportedException();

    public IEngineNetworks Networks => throw new NotSupportedException();

    /// <summary>Its images by every name.</summary>
    public Dictionary<string, ImageDetails> Known { get; } = new() { ["base"] = new("sha256:base", [], 1) };

    /// <summary>How often it fails first at a question for an image, with 500.</summary>
    public int Failures { get; set; }

    /// <summary>What it says of itself.</summary>
    public string Info { get; init; } = "{}";

    /// <summary>What it says of a build.</summary>
    public Func<Stream> Answer { get; set; } = () => Text(Good);

    /// <summary>What happens on the engine while it builds.</summary>
    public Action<FakeEngine> WhileBuilding { get; set; } = _ => { };

    /// <summary>What happens on the engine before it looks which image it is to push.</summary>
    public Action<FakeEngine> BeforePush { get; set; } = _ => { };

    /// <summary>What happens after that.</summary>
    public Action<FakeEngine> AfterPush { get; set; } = _ => { };

    /// <summary>Each question for one image.</summary>
    public ConcurrentQueue<string> Found { get; } = [];

    /// <summary>How often it listed its images.</summary>
    public int Lists => _lists;

    /// <summary>The streams of its events.</summary>
    public ConcurrentQueue<Pipe> Watches { get; } = [];

    /// <summary>Whether it lets its images be watched.</summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>Gives an image a name as another process does, and tells those who listen.</summary>
    public async Task RenameAsync(string name, ImageDetails? image)
    {
        Known[name] = image!;
        if (image is null)
        {
            Known.Remove(name);
        }

        foreach (var watch in Watches)
        {
            await watch.Writer.WriteAsync("{}\n"u8.ToArray());
        }
    }

    /// <summary>The ids that were pushed.</summary>
    public List<string> Pushed { get; } = [];

    /// <summary>The query of each build.</summary>
    public List<IReadOnlyList<KeyValuePair<string, string>>> Builds { get; } = [];

    public static Stream Text(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        Found.Enqueue(reference);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<ImageDetails?>(cancellationToken)
            : Failures-- > 0 ? throw new EngineRefusedException($"GET /images/{reference}/json", 500, "layer not known")
            : Task.FromResult(Known.GetValueOrDefault(reference));
    }

    public async Task<Stream> BuildAsync(
        IReadOnlyList<KeyValuePair<string, string>> query, Stream context, string? logins, CancellationToken cancellationToken)
    {
        Builds.Add(query);
        await (context ?? Stream.Null).CopyToAsync(Stream.Null, cancellationToken);
        Known["sha256:built"] = new ImageDetails("sha256:built", [], 1) { Platform = "linux/amd64" };
        foreach (var (_, tag) in query.Where(pair => pair.Key == "t"))
        {
            Known[tag] = Known["sha256:built"];
        }

        WhileBuilding(this);
        return Answer();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Who it says that it is.</summary>
    public EnginePing Ping { get; set; } = new(new Version(1, 41), null, "linux", IsPodman: false);

    public string ApiPath => "/v1.41";

    public TimeSpan Timeout => TimeSpan.FromMinutes(1);

    public Task<Stream> OpenStreamAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public IEngine Again() => this;

    public EngineCapabilities Capabilities => EngineCapabilities.Of(Ping);

    public Task<EnginePing> PingAsync(CancellationToken cancellationToken) => Task.FromResult(Ping);

    public Task<JsonDocument> InfoAsync(CancellationToken cancellationToken) => Task.FromResult(JsonDocument.Parse(Info));

    public Task<IReadOnlyList<ImageDetails>> ListAsync(string label, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _lists);
        var named = Known.Where(image => image.Key.EndsWith(":latest", StringComparison.Ordinal));
        return Task.FromResult<IReadOnlyList<ImageDetails>>(
            [.. named.GroupBy(image => image.Value.Id).Select(names => new ImageDetails(names.Key, [.. names.Select(name => name.Key)], 1))]);
    }

    public Task<Stream> WatchAsync(CancellationToken cancellationToken)
    {
        var pipe = new Pipe();
        Watches.Enqueue(pipe);
        return IsWatched ? Task.FromResult(pipe.Reader.AsStream()) : throw new EngineRefusedException("GET /events", 403, "forbidden");
    }

    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([.. Known.Keys]);

    /// <summary>What happens between the name that it gives and its answer.</summary>
    public Func<CancellationToken, Task> BeforeTagAnswer { get; set; } = _ => Task.CompletedTask;

    public Task TagAsync(string image, string repository, string tag, CancellationToken cancellationToken)
    {
        Known[new ImageReference(repository, tag).ToString()] = Known[image];
        return BeforeTagAnswer(cancellationToken);
    }

    public Task<ImmutableArray<string>> RemoveAsync(string reference, bool force, CancellationToken cancellationToken)
    {
        Known.Remove(reference);
        return Task.FromResult<ImmutableArray<string>>([]);
    }

    public Task<Stream> PullAsync(string repository, string tag, string? platform, string? login, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Stream> PushAsync(string repository, string tag, string? login, CancellationToken cancellationToken)
    {
        BeforePush(this);
        var reference = new ImageReference(repository, tag);
        var image = Known[reference.ToString()];
        Pushed.Add(image.Id);
        Known[image.Id] = image with { Digests = [.. image.Digests, $"{reference.FamiliarName}@{image.Id}-pushed"] };
        AfterPush(this);
        return Task.FromResult(Text($"{{\"status\":\"pushed\"}}\n{{\"aux\":{{\"Digest\":\"{image.Id}-pushed\"}}}}"));
    }

    /// <summary>What it says to the question for an archive.</summary>
    public Func<IReadOnlyList<string>, Stream> Archive { get; set; } = _ => throw new NotSupportedException();

    /// <summary>What it says of an archive that was sent.</summary>
    public Func<byte[], string> Loading { get; set; } = _ => throw new NotSupportedException();

    public Task<Stream> SaveAsync(IReadOnlyList<string> names, CancellationToken cancellationToken) => Task.FromResult(Archive(names));

    public async Task<Stream> LoadAsync(Stream archive, CancellationToken cancellationToken)
    {
        using var sent = new MemoryStream();
        await archive.CopyToAsync(sent, cancellationToken);
        return Text(Loading(sent.ToArray()));
    }
}
