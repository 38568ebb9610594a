using System.Collections.Immutable;
using System.Text;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>A build of a stage up to an instruction: the same in all that the builder's cache compares, so that each step comes from there.</summary>
internal static class KeptDockerfile
{
    private const byte LineFeed = (byte)'\n';

    /// <param name="request">What was built.</param>
    /// <param name="point">Up to where it is built again.</param>
    /// <param name="name">The name of the image.</param>
    /// <param name="platform">The platform of the step that failed; empty if it was not one of several.</param>
    public static ImageBuildRequest Of(ImageBuildRequest request, KeptPoint point, string name, string platform)
    {
        var stages = DockerfileParser.Parse(request.Dockerfile).Stages;
        var isNamed = stages[point.Stage].Name is { } stage
            && stages.Skip(point.Stage + 1).All(later => !stage.Equals(later.Name, StringComparison.OrdinalIgnoreCase));
        var dockerfile = Cut(request.Dockerfile, stages, point, isNamed);
        return request with
        {
            Dockerfile = dockerfile,
            Syntax = DockerfileParser.Parse(dockerfile).UpTo(isNamed ? stages[point.Stage].Name : null, byBuildKit: true),
            Tags = [name],
            ContextKey = request.ContextKey,
            Target = isNamed ? stages[point.Stage].Name : null,
            Platform = request.Platforms.IsEmpty ? request.Platform : request.Platforms.Contains(platform) ? platform : request.Platforms[0],
            Platforms = [],
            Metadata = ImageMetadata.None,
            Output = null,
            NoCache = false,
            Steps = request.Steps with { NoCacheStages = [] },
            CacheTo = [],
        };
    }

    /// <summary>The lines keep their numbers, and their bytes: lines that are left out are empty. BuildKit knows a target by its name alone, so a stage without one has to be the last.</summary>
    private static Dockerfile Cut(Dockerfile dockerfile, ImmutableArray<BuildStage> stages, KeptPoint point, bool isNamed)
    {
        var stage = stages[point.Stage];
        var isLast = point.Stage == stages.Length - 1;
        var from = point.LeftOut < stage.Instructions.Length ? stage.Instructions[point.LeftOut].StartLine : int.MaxValue;
        var to = isLast ? int.MaxValue : stages[point.Stage + 1].From.StartLine;
        var last = isNamed ? int.MaxValue : to;
        var lines = new List<ReadOnlyMemory<byte>>();
        foreach (var line in Lines(dockerfile.Bytes))
        {
            var number = lines.Count + 1;
            lines.Add((number < from || number >= to) && number < last ? line : default);
        }

        lines.InsertRange(isLast ? lines.Count : to - 1, point.Added.Select(instruction => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(instruction.Text)));
        var bytes = Joined(lines);
        return dockerfile with { Text = Dockerfile.WithLineFeeds(Encoding.UTF8.GetString(bytes)), Bytes = bytes };
    }

    private static byte[] Joined(List<ReadOnlyMemory<byte>> lines)
    {
        using var text = new MemoryStream();
        foreach (var line in lines)
        {
            text.Write(line.Span);
            text.WriteByte(LineFeed);
        }

        text.SetLength(Math.Max(0, text.Length - 1));
        return text.ToArray();
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Span.IndexOf(LineFeed) is >= 0 and var end)
        {
            yield return bytes[..end];
            bytes = bytes[(end + 1)..];
        }

        yield return bytes;
    }
}
