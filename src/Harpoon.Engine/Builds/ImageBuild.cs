using System.Collections.Immutable;
using Harpoon.Engine.Builds.BuildKit;
using Harpoon.Engine.Builds.BuildKit.Checks;
using Harpoon.Engine.Builds.Classic;
using Harpoon.Engine.Builds.Failures;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Results;
using Harpoon.Engine.Builds.UpToDate;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Api.Images;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Context.Fingerprints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Builds;

/// <summary>Builds a project's image, unless the engine has it already.</summary>
public sealed class ImageBuild
{
    private readonly ImageBuildOptions _options;
    private readonly ImageBuildRequest _request;
    private readonly IEngine _engine;
    private readonly HostEnvironment _host;
    private readonly IReport _report;
    private readonly IntermediateFiles _files;
    private readonly BuildFolders _folders;
    private readonly BuiltImages _built;
    private readonly KeptImages _kept;
    private readonly ImageSnapshots? _snapshots;
    private readonly HeldOwnImage _own;
    private readonly TimeProvider _time = TimeProvider.System;

    private ImageBuild(ImageBuildOptions options, ImageBuildRequest request, IEngine engine, HostEnvironment host, IReport report, ImageSnapshots? snapshots = null)
    {
        _options = options;
        _engine = engine;
        _host = host;
        _report = report;
        _request = request;
        _snapshots = snapshots;
        _own = new HeldOwnImage(options, request, engine, host);
        // A project may build its image and an output in turn.
        _files = new IntermediateFiles(
            host.FullPath(options.IntermediateDirectory),
            _request.Output is not null ? $"{_request.Name}.output" : IsPushed ? $"{_request.Name}.pushed" : _request.Name);
        _folders = new BuildFolders(options, request, _files, host, report);
        _built = new BuiltImages(host.FullPath(options.IntermediateDirectory), options.ProjectLabel);
        _kept = new KeptImages(_files.KeptPath, _built, engine.Images);
    }

    /// <summary>Builds the image, and reads it back by its id.</summary>
    /// <exception cref="HarpoonException">What the project says can't be built (HRP20xx, HRP21xx, HRP3001–HRP3019, HRP3070), the build failed
    /// (HRP3005–HRP3009, HRP3030–HRP3035, HRP5003, HRP5004), or the engine was lost.</exception>
    /// <exception cref="BuildKeptException">The build failed, and its stage is kept.</exception>
    public static Task<ImageBuildOutcome> ExecuteAsync(ImageBuildOptions options, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken) =>
        ExecuteAsync(options, engine, host, report, snapshots: null, cancellationToken);

    /// <param name="options">What the project says.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="host">This machine.</param>
    /// <param name="report">Is given the build's messages.</param>
    /// <param name="snapshots">What is known of images, where many are built one after another; null if this one is alone.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <inheritdoc cref="ExecuteAsync(ImageBuildOptions, IEngine, HostEnvironment, IReport, CancellationToken)"/>
    public static async Task<ImageBuildOutcome> ExecuteAsync(
        ImageBuildOptions options, IEngine engine, HostEnvironment host, IReport report, ImageSnapshots? snapshots, CancellationToken cancellationToken)
    {
        var request = await ImageBuildRequests.OfAsync(options, engine, host, report, cancellationToken, pulls: true);
        await OutputRefusal.ThrowIfStoreLacksItAsync(request, engine, cancellationToken);
        request = await SeveralPlatforms.PutInAsync(request, engine, report, cancellationToken);
        var build = new ImageBuild(options, request, engine, host, report, snapshots);
        try
        {
            return await build.ExecuteAsync(cancellationToken);
        }
        catch
        {
            await build._own.LetGoAsync();
            throw;
        }
    }

    /// <summary>Says whether a build would be skipped, as the build itself finds out. Nothing is built, pulled or written.</summary>
    /// <exception cref="HarpoonException">What the project says can't be built.</exception>
    public static async Task<ImageForecast> ForecastAsync(ImageBuildOptions options, IEngine engine, HostEnvironment host, CancellationToken cancellationToken)
    {
        var request = await ImageBuildRequests.OfAsync(options, engine, host, NullReport.Instance, cancellationToken);
        request = await SeveralPlatforms.PutInAsync(request, engine, NullReport.Instance, cancellationToken);
        return await new ImageBuild(options, request, engine, host, NullReport.Instance).ForecastAsync(cancellationToken);
    }

    /// <summary>Runs BuildKit's checks of the Dockerfile, and builds nothing.</summary>
    /// <returns>What they warn of, each at its line.</returns>
    /// <exception cref="HarpoonException">HRP3163, HRP3164: there are no checks; else as a build.</exception>
    public static async Task<ImmutableArray<Diagnostic>> CheckAsync(
        ImageBuildOptions options, IEngine engine, HostEnvironment host, IReport report, CancellationToken cancellationToken)
    {
        var request = ImageBuildRequests.Of(options, engine.Endpoint, engine.Capabilities, host, report);
        return request.Builder.WhyClassic is { } reason
            ? throw new HarpoonException(Diagnostic.Of("HRP3163", reason))
            : await new ImageBuild(options, await EnginePlatform.PutInAsync(request, engine, cancellationToken), engine, host, report).CheckAsync(cancellationToken);
    }

    private async Task<ImmutableArray<Diagnostic>> CheckAsync(CancellationToken cancellationToken)
    {
        var state = await EngineState.AskAsync(_request, _engine.Images, cancellationToken);
        var context = _folders.Scan(_request.ReadsContext || state.MayHaveTriggers, _report, cancellationToken);
        var plan = new ImageBuildPlan(_request, context, context.TakeFingerprint(cancellationToken), state.Bases) { NamedFolders = _folders.ScanNamed(state, cancellationToken) };
        await using var held = await HeldImages.HoldAsync(plan, _engine, _host, cancellationToken);
        return [.. (await held.SayAsync(() => new BuildKitCheck(_engine, _host, _time).RunAsync(held.Plan, held.InUsersWords(_report), cancellationToken))).Select(held.InUsersWords)];
    }

    private async Task<ImageBuildOutcome> ExecuteAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        ResultFiles.Check(_options, _host);
        var rendered = _files.Write(_request.Dockerfile, _request.NamedContexts, _report);
        var found = await LookAsync(cancellationToken);
        if (found.Reason is null && !await _own.HoldKnownAsync(found.State, cancellationToken))
        {
            // Another process has just removed it.
            _snapshots?.Drop(_engine);
            found = await LookAsync(cancellationToken);
        }

        if (found.Reason is not { } reason)
        {
            var stamp = found.Stamp!;
            _report.Message(MessageLevel.Normal, $"{What} is up to date: {stamp.ImageId}");
            ImmutableArray<PlatformImage> platforms = [.. _request.Parts.Zip(stamp.PlatformIds, (part, id) => new PlatformImage(part.Platform, id))];
            Remember(stamp.ImageId, platforms);
            await _kept.ForgetAsync(_report, cancellationToken);
            var known = _request.Output is null ? ImageResults.Of(_options.ProjectName, _request, found.State.Tagged[0]!, found.State) : new ImageResult(_options.ProjectName, stamp.ImageId);
            return await OutcomeAsync(known.UpToDate(KeptResult(stamp), _time.GetElapsedTime(started)), rendered, platforms, cancellationToken);
        }

        OutputPlace.Try(_request.Output);
        _report.Message(MessageLevel.Normal, $"Building {What}, because {reason}.");
        NamedContextReport.Say(_request, _report);
        var (made, images) = await BuildAsync(found.Plan, found.State, found.Inputs, cancellationToken);
        return await OutcomeAsync(made, rendered, images, cancellationToken);
    }

    private async Task<ImageForecast> ForecastAsync(CancellationToken cancellationToken)
    {
        var forecast = ImageForecast.Of(_request);
        if (_request.Reading.Contexts.Any(use => use.Context is { IsProject: true, ImageId: null }) || _options.ContextFiles.Any(file => file.IsRewritten && !Path.Exists(file.SourcePath)))
        {
            // Nothing to compare with: that image is to be built first, or the application to be published.
            return forecast with { Reason = UpToDateCheck.WhyAlways(_request, _options.Always) ?? (BuildStamp.Read(_files.StampPath) is null ? _files.WhyNotKept ?? UpToDateCheck.WhyFirst : null) };
        }

        var (_, _, _, stamp, reason) = await LookAsync(cancellationToken);
        var isThere = stamp is not null && _request.Output is null && (reason is null || await _engine.Images.FindAsync(stamp.ImageId, cancellationToken) is not null);
        return forecast with { ImageId = isThere ? stamp!.ImageId : null, Reason = reason };
    }

    /// <summary>Looks at the engine and at the context, and compares them with the last build. Nothing is changed.</summary>
    private async Task<Comparison> LookAsync(CancellationToken cancellationToken)
    {
        var inputs = _request.Digest(_engine.Endpoint.Identity);
        var stamp = BuildStamp.Read(_files.StampPath);
        var asking = AskAsync(stamp?.Inputs == inputs ? stamp : null, cancellationToken);

        // The engine answers meanwhile, but where only its answer decides what is to be sent.
        var sendsContext = _request.ReadsContext || (await asking).MayHaveTriggers;
        var context = _folders.Scan(sendsContext, _report, cancellationToken);
        var fingerprint = context.TakeFingerprint(cancellationToken);
        var before = await asking;
        var plan = new ImageBuildPlan(_request, context, fingerprint, before.Bases) { NamedFolders = _folders.ScanNamed(before, cancellationToken) };
        var reason = Why();
        if (reason is not null && before.IsOfSnapshot)
        {
            // A build wants to know more of the images than that they are the same.
            before = await EngineState.AskAsync(_request, _engine.Images, cancellationToken);
            plan = plan with { Bases = before.Bases };
            reason = Why();
        }

        return new Comparison(plan, before, inputs, stamp, reason);

        string? Why() => UpToDateCheck.WhyAlways(_request, _options.Always)
            ?? (stamp is null ? _files.WhyNotKept : null)
            ?? UpToDateCheck.WhyNot(stamp, inputs, plan, before, OwnTags)
            ?? WhyNotOutput(stamp);
    }

    /// <summary>What the engine has. Where the rest of the stamp fits, so that little but the engine can decide, what is known of other builds' images may be enough.</summary>
    private async Task<EngineState> AskAsync(BuildStamp? stamp, CancellationToken cancellationToken) =>
        _snapshots is not null && stamp is { HasTriggers: false, PlatformIds.IsEmpty: true } && KeptResult(stamp) is { Images: [{ } image, ..] } kept && _request is { Output: null, IsForStore: true }
        && await _snapshots.TakeAsync(_engine, cancellationToken) is { } snapshot
        && await snapshot.ConfirmAsync(_request, stamp, image.Platform, kept.Bytes, cancellationToken) is { } state
            ? state
            : await EngineState.AskAsync(_request, _engine.Images, cancellationToken);

    /// <summary>The last build's result, where it is the one that the stamp is of.</summary>
    private ImageResult? KeptResult(BuildStamp stamp) => ResultFiles.Read(_files.ResultPath) is { } last && last.Id == stamp.ImageId ? last : null;

    /// <summary>What messages call the result.</summary>
    private string What => _request.Output?.Path ?? _request.Name;

    /// <summary>The tags that the build gives.</summary>
    private ImmutableArray<string> OwnTags => _request.Output is null ? _request.Tags : [];

    /// <summary>Whether the build itself pushes the image, which no engine has then.</summary>
    private bool IsPushed => _request is { Output: null, Delivery: ImageDelivery.Registry };

    private async Task<ImageBuildOutcome> OutcomeAsync(ImageResult result, string? rendered, ImmutableArray<PlatformImage> platforms, CancellationToken cancellationToken)
    {
        // What is kept of an output is no image's id, and is for the next build alone.
        ResultFiles.Write(_options, _request.Output is null ? result : result with { Id = "" }, _host);
        return new ImageBuildOutcome(result, OwnTags, rendered)
        {
            Output = _request.Output?.Path,
            HeldName = _own.Name,
            Platforms = [.. platforms.OrderBy(image => _request.Platforms.IndexOf(image.Platform))],
            Pushed = IsPushed ? await PushedImages.ListAsync(_request, result.Id, result.UpToDate, _engine, _host, _report, cancellationToken) : [],
        };
    }

    private void Remember(string imageId, ImmutableArray<PlatformImage> platforms)
    {
        if (_request.Output is null && !IsPushed)
        {
            _built.Add(imageId, _request.Tags, _report);
        }

        foreach (var (part, image) in _request.Parts.Zip(platforms))
        {
            _built.Add(image.Id, part.Names, _report);
        }
    }

    private string? WhyNotOutput(BuildStamp? stamp) =>
        _request.Output is { } output && WrittenOutput.Read(_files.WrittenPath)?.Fingerprint() != stamp?.ImageId
            ? $"{output.Path} is not what was written last"
            : null;

    private async Task<(ImageResult Result, ImmutableArray<PlatformImage> Platforms)> BuildAsync(ImageBuildPlan plan, EngineState before, string inputs, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var result = await BuiltAsync(plan, cancellationToken);
        await _own.HoldAsync(result.ImageId, cancellationToken);

        // Of what was pushed, BuildKit's word is all that there is: the registry may not be reached from here.
        var after = IsPushed ? before : await EngineState.AskAsync(_request, _engine.Images, cancellationToken);
        var image = result.Output is { } output ? await OutputReadBack.OfAsync(output, _request, _engine, cancellationToken)
            : IsPushed ? PushedImages.Details(result.ImageId, _request.Tags.Select(tag => ImageReference.Parse(tag)), _request.Platform ?? (await EnginePlatform.AskAsync(_engine, cancellationToken))?.ToString())
            : await ImageReadBack.ConfirmAsync(result.ImageId, _request, after, _engine.Images, _report, cancellationToken);
        var platforms = await ImageReadBack.ConfirmPartsAsync(result.PlatformIds, _request, _engine.Images, _report, cancellationToken);
        Remember(image.Id, platforms);
        await _kept.ForgetAsync(_report, cancellationToken);
        ReportChange(result.Changed ?? result.NamedChanged);
        var took = _time.GetElapsedTime(started);
        var known = _request.Output is null
            ? ImageResults.Of(_options.ProjectName, _request, image, after)
            : new ImageResult(_options.ProjectName, image.Id) { Bytes = image.Size };
        var made = known.With(result, took);
        _files.Keep(result.Output);
        _files.Keep(Stamp(plan, result, image, before, after, inputs, cancellationToken), result.Changed ?? result.NamedChanged, _report);
        ResultFiles.Keep(_files.ResultPath, made, _report);
        _report.Message(MessageLevel.High, BuildSummary.Of(What, image, OwnTags, result, took));
        return (made, platforms);
    }

    private async Task<ImageBuildResult> BuiltAsync(ImageBuildPlan plan, CancellationToken cancellationToken)
    {
        _report.BeginGroup($"Building {_request.Name}");
        try
        {
            var pulled = await PulledBases.PullAsync(plan, _engine, _host, _report, cancellationToken);
            await using var held = await HeldImages.HoldAsync(pulled, _engine, _host, cancellationToken);
            return held.ByIds(await held.SayAsync(() => BuiltAsync(held.Plan, held.InUsersWords(_report), cancellationToken)));
        }
        finally
        {
            _snapshots?.Drop(_engine);
            _report.EndGroup();
        }
    }

    private async Task<ImageBuildResult> BuiltAsync(ImageBuildPlan plan, IReport report, CancellationToken cancellationToken)
    {
        try
        {
            return await Builder().BuildAsync(plan, report, cancellationToken);
        }
        catch (StepFailedException e)
        {
            var failure = await StepAdvice.AddAsync(e, plan, _engine.Images, cancellationToken);
            throw _options.KeepFailed && await new StageKeeper(_options, _engine, _host, _kept).KeepAsync(e.Step, plan, report, cancellationToken) is { } kept
                ? new BuildKeptException(failure, kept)
                : failure;
        }
    }

    /// <summary>A log in the context changes in every build; what that costs is said once.</summary>
    private void ReportChange(string? path)
    {
        if (!string.IsNullOrEmpty(path))
        {
            _report.Message(
                _files.LastChanged == path ? MessageLevel.Normal : MessageLevel.High,
                $"{path} changed while {_request.Name} was built, so the next build is not skipped. If the image does not need the file, name it in .dockerignore.");
        }
    }

    private IImageBuilder Builder() => _request.ByBuildKit
        ? new BuildKitBuilder(_engine, _host, _time)
        : new ClassicBuilder(_engine, _host);

    /// <summary>What the next build compares with; null if something changed while this one ran, so that it is unknown what the image is made of.</summary>
    private BuildStamp? Stamp(
        ImageBuildPlan plan, ImageBuildResult result, ImageDetails image, EngineState before, EngineState after, string inputs, CancellationToken cancellationToken)
    {
        // A context that was sent only because the base image was not known yet: the next build will know, and send none.
        var readsContext = _request.ReadsContext || after.MayHaveTriggers;
        var context = readsContext
            ? new ContextStamp(result.Scope, plan.Fingerprint.Within(result.Scope, plan.Context.Entries))
            : new ContextStamp(
                ContextScope.Everything,
                _folders.Scan(sendsContext: false, NullReport.Instance, cancellationToken).TakeFingerprint(cancellationToken));
        return (result.Changed is null || !readsContext) && result.NamedChanged is null && !result.LacksCache && after.BasesSince(before, _request.Pull, result) is { } bases
            && (!_request.ByBuildKit || LocalBases.AreSurelyKnown(_request, after, image, result.FetchedBases))
            ? new BuildStamp(inputs, image.Id, bases.AddRange(result.UnreadBases.Select(BaseImageId.NotRead)), context.ToBytes())
            {
                PlatformIds = _request.Parts.IsEmpty ? [] : result.PlatformIds,
                HasTriggers = after.Bases.Any(known => known.Details is { HasTriggers: true }),
                NamedContexts = plan.NamedFolders.ToDictionary(folder => folder.Name, folder => StampOf(folder, result), StringComparer.Ordinal),
            }
            : null;
    }

    private static ReadOnlyMemory<byte> StampOf(NamedFolder folder, ImageBuildResult result)
    {
        var scope = result.NamedScopes.GetValueOrDefault(folder.Name, ContextScope.Everything);
        return new ContextStamp(scope, folder.Fingerprint.Within(scope, folder.Context.Entries)).ToBytes();
    }
}
