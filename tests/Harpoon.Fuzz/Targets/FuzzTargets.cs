using Harpoon.Fuzz.Checking;
using Harpoon.Fuzz.Targets.Engines;

namespace Harpoon.Fuzz.Targets;

/// <summary>All that reads what an engine, a registry, a build step or an agent sends.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new HpackTarget(),
        new Http2Target(),
        new GrpcTarget(),
        new FsutilTarget(),
        new PatternsTarget(),
        new AgentTarget(),
        new ContentTarget(),
        new TraceTarget(),
        new SolveTarget(),
        new UpgradeTarget(),
        new ControlTarget(),
        new ExportTarget(),
        new MessagesTarget(),
        new AnswersTarget(),
        new GatewayTarget(),
        new ChecksTarget(),
        new DetailsTarget(),
        new RequestsTarget(),
        new ManifestTarget(),
        new ArchiveTarget(),
    ];
}
