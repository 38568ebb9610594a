using System.Globalization;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;

namespace Harpoon.Engine.Registries.Transfers;

/// <summary>How far a transfer is, in words that fit into a line of a terminal.</summary>
public static class TransferText
{
    private const string Cut = "…";

    /// <summary>Short enough for 80 columns where a project's name comes first, too.</summary>
    private const int Width = 72;

    /// <summary>The whole line: <c>Pulling alpine:3.22: 35 of 120 MB (29 %), 2 of 5 layers</c>.</summary>
    /// <param name="status">How far it is.</param>
    /// <param name="width">How many columns there are.</param>
    public static string Line(TransferStatus status, int width = Width)
    {
        var extent = Extent(status);
        return $"{Name(status.Name, width - extent.Length - 2)}: {extent}";
    }

    /// <summary>How far it is: <c>35 of 120 MB (29 %), 2 of 5 layers</c>.</summary>
    public static string Extent(TransferStatus status)
    {
        var bytes = status switch
        {
            { Total: null } => ByteCount.Of(status.Done),
            { Total: { } most, IsAtMost: true } => ByteCount.Of(status.Done, most, "of at most"),
            { Total: { } total, Percent: { } percent } => string.Create(CultureInfo.InvariantCulture, $"{ByteCount.Of(Math.Min(status.Done, total), total)} ({percent} %)"),
            _ => ByteCount.Of(status.Done),
        };
        return status.Layers is { } layers ? string.Create(CultureInfo.InvariantCulture, $"{bytes}, {layers.Done} of {layers.Total} layers") : bytes;
    }

    /// <summary>A name that is too long loses its middle: what it starts with says what goes on, and its end distinguishes images.</summary>
    public static string Name(string name, int width)
    {
        if (name.Length <= width)
        {
            return name;
        }

        var verb = name.IndexOf(' ', StringComparison.Ordinal) + 1;
        return name[..verb] + Cut + name[^Math.Max(1, width - verb - Cut.Length)..];
    }
}
