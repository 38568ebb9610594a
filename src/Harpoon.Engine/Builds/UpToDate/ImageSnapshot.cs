using System.Collections.Concurrent;
using System.Collections.Frozen;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds.UpToDate;

/// <summary>The images of an engine that Harpoon has built, in one answer, and other images as they are asked for, each once.</summary>
internal sealed class ImageSnapshot
{
    /// <summary>A stream of events may end unnoticed: by then another snapshot is taken.</summary>
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(10);

    private readonly IEngine _engine;
    private readonly ImageEvents _events;
    private readonly long _heard;
    private readonly TimeProvider _time;
    private readonly long _taken;
    private readonly CancellationToken _ending;
    private readonly ConcurrentDictionary<string, Lazy<Task<ImageDetails?>>> _others = new(StringComparer.Ordinal);
    private FrozenDictionary<string, ImageDetails> _byId = FrozenDictionary<string, ImageDetails>.Empty;
    private FrozenDictionary<string, ImageDetails> _byTag = FrozenDictionary<string, ImageDetails>.Empty;

    private ImageSnapshot(IEngine engine, ImageEvents events, TimeProvider time, CancellationToken ending)
    {
        _engine = engine;
        _events = events;
        _time = time;
        _ending = ending;
        (_heard, _taken) = (events.Count, time.GetTimestamp());
    }

    /// <summary>Whether nothing has become of the engine's images since.</summary>
    public bool StillHolds => !_events.HasEnded && _events.Count == _heard && _time.GetElapsedTime(_taken) < Age;

    /// <summary>Asks the engine.</summary>
    /// <param name="engine">The engine, by connections that last as long as the snapshot.</param>
    /// <param name="events">What becomes of its images, listened to already.</param>
    /// <param name="time">The clock.</param>
    /// <param name="ending">Ends all calls.</param>
    public static async Task<ImageSnapshot> TakeAsync(IEngine engine, ImageEvents events, TimeProvider time, CancellationToken ending)
    {
        var snapshot = new ImageSnapshot(engine, events, time, ending);
        var images = await engine.Images.ListAsync(HarpoonLabels.Project, ending);
        snapshot._byId = images.DistinctBy(image => image.Id).ToFrozenDictionary(image => image.Id, StringComparer.Ordinal);
        snapshot._byTag = images
            .SelectMany(image => image.Tags, (image, tag) => (tag, image))
            .DistinctBy(pair => pair.tag)
            .ToFrozenDictionary(pair => pair.tag, pair => pair.image, StringComparer.Ordinal);
        return snapshot;
    }

    /// <summary>
    /// What the engine has of a build whose image it has still under every tag; null if it may have another. A list says less of an image than the engine does when it
    /// is asked for this one: the rest is in what was kept of the build, since it can't change without the id.
    /// </summary>
    /// <param name="request">The build.</param>
    /// <param name="stamp">What the last build was made of, no base of which has triggers.</param>
    /// <param name="platform">For which platform that build was.</param>
    /// <param name="size">The size of what it made.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<EngineState?> ConfirmAsync(ImageBuildRequest request, BuildStamp stamp, string platform, long size, CancellationToken cancellationToken)
    {
        if (!request.Tags.All(tag => _byTag.GetValueOrDefault(tag)?.Id == stamp.ImageId))
        {
            return null;
        }

        var references = EngineState.BasesOf(request);
        var bases = new BaseImageState[references.Count];
        for (var index = 0; index < bases.Length; index++)
        {
            bases[index] = new BaseImageState(references[index], await FindAsync(references[index], cancellationToken));
        }

        var image = _byId[stamp.ImageId] with { Platform = platform, Size = size };
        return StillHolds ? new EngineState([.. bases], [.. request.Tags.Select(_ => image)]) { IsOfSnapshot = true } : null;
    }

    private async Task<ImageDetails?> FindAsync(string reference, CancellationToken cancellationToken) =>
        ImageIds.IsWhole(reference) && _byId.TryGetValue(reference, out var listed)
            ? listed
            : await _others.GetOrAdd(reference, AskOnce).Value.WaitAsync(cancellationToken);

    // Another project may wait for the answer too, and this one's end must not end the call.
    private Lazy<Task<ImageDetails?>> AskOnce(string reference) => new(() => EngineState.AskAsync(reference, _engine.Images, _ending));
}
