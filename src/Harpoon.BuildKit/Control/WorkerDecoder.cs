using System.Collections.Immutable;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Control;

/// <summary>Decodes <c>moby.buildkit.v1.ListWorkersResponse</c>. See <see href="https://github.com/moby/buildkit/blob/master/api/types/worker.proto"/>.</summary>
internal static class WorkerDecoder
{
    public static ImmutableArray<Worker> Decode(ReadOnlySpan<byte> message)
    {
        var workers = ImmutableArray.CreateBuilder<Worker>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                workers.Add(Worker(reader.ReadBytes()));
            }
        }

        return workers.DrainToImmutable();
    }

    private static Worker Worker(ReadOnlySpan<byte> message)
    {
        var (id, version) = ("", (string?)null);
        var labels = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var platforms = ImmutableArray.CreateBuilder<string>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: id = reader.ReadText(); break;
                case 2:
                    var (key, value) = ProtoMap.Entry(reader.ReadBytes());
                    labels[key] = value;
                    break;
                case 3: platforms.Add(Platform(reader.ReadBytes())); break;
                case 5: version = Version(reader.ReadBytes()) ?? ""; break;
                default: break;
            }
        }

        return new Worker(id, labels.ToImmutable(), platforms.DrainToImmutable()) { Version = version };
    }

    private static string Platform(ReadOnlySpan<byte> message)
    {
        var (architecture, system, variant) = ("", "", "");
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: architecture = reader.ReadText(); break;
                case 2: system = reader.ReadText(); break;
                case 3: variant = reader.ReadText(); break;
                default: break;
            }
        }

        return variant.Length > 0 ? $"{system}/{architecture}/{variant}" : $"{system}/{architecture}";
    }

    private static string? Version(ReadOnlySpan<byte> message)
    {
        string? version = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            if (reader.Field == 2)
            {
                version = reader.ReadText();
            }
        }

        return version;
    }
}
