using System.Collections.Immutable;
using Harpoon.BuildKit.Protobuf;

namespace Harpoon.BuildKit.Tracing;

/// <summary>Decodes a warning, with the places that it is about.</summary>
internal static class WarningDecoder
{
    private const int SourceInfoFileName = 1;

    public static TraceWarning Decode(ReadOnlySpan<byte> message)
    {
        var warning = new TraceWarning("", "");
        var detail = ImmutableArray.CreateBuilder<string>();
        var ranges = ImmutableArray.CreateBuilder<TraceRange>();
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: warning = warning with { Vertex = reader.ReadText() }; break;
                case 2: warning = warning with { Level = reader.ReadInt32() }; break;
                case 3: warning = warning with { Summary = reader.ReadText() }; break;
                case 4: detail.Add(reader.ReadText()); break;
                case 5: warning = warning with { HelpLink = reader.ReadText() is { Length: > 0 } link ? link : null }; break;
                case 6: warning = warning with { FileName = FileName(reader.ReadBytes()) }; break;
                case 7: ranges.Add(Range(reader.ReadBytes())); break;
                default: break;
            }
        }

        return warning with { Detail = detail.DrainToImmutable(), Ranges = ranges.DrainToImmutable() };
    }

    private static string? FileName(ReadOnlySpan<byte> sourceInfo)
    {
        string? name = null;
        var reader = new ProtoReader(sourceInfo);
        while (reader.Next())
        {
            if (reader.Field == SourceInfoFileName)
            {
                name = reader.ReadText();
            }
        }

        return name;
    }

    private static TraceRange Range(ReadOnlySpan<byte> message)
    {
        var (start, end) = ((0, 0), (0, 0));
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: start = Position(reader.ReadBytes()); break;
                case 2: end = Position(reader.ReadBytes()); break;
                default: break;
            }
        }

        return new TraceRange(start.Item1, start.Item2, end.Item1, end.Item2);
    }

    private static (int Line, int Character) Position(ReadOnlySpan<byte> message)
    {
        var (line, character) = (0, 0);
        var reader = new ProtoReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: line = reader.ReadInt32(); break;
                case 2: character = reader.ReadInt32(); break;
                default: break;
            }
        }

        return (line, character);
    }
}
