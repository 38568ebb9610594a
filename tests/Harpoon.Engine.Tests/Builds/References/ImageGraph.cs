namespace Harpoon.Engine.Tests.Builds.References;

/// <summary>A random graph of small images that are on one another, and edits of it; the same for the same seed.</summary>
internal sealed class ImageGraph
{
    private const int Fewest = 3;
    private const int Most = 8;
    private const int MostEdits = 2;

    private readonly Random _random;

    /// <param name="seed">What decides all of it.</param>
    /// <param name="canMount">Whether the builder can mount an image in a step.</param>
    public ImageGraph(int seed, bool canMount)
    {
        _random = new Random(seed);

        // Small ones most often: a tenth of them has all eight.
        var count = Math.Max(Fewest, (int)(Most - (Math.Sqrt(_random.NextDouble()) * (Most - 2))));
        Nodes = [.. Enumerable.Range(0, count).Select(index => Node(index, canMount))];
    }

    /// <summary>The images, each after those that it is on.</summary>
    public IReadOnlyList<ImageNode> Nodes { get; }

    /// <summary>Changes something here and there.</summary>
    /// <returns>The images that must be built again: those that changed, and those that are on one that became another.</returns>
    public IReadOnlyList<int> Edit()
    {
        HashSet<int> edited = [], shared = [], becomes = [];
        for (var edits = _random.Next(1, MostEdits + 1); edits > 0; edits--)
        {
            var node = Nodes[_random.Next(Nodes.Count)];
            edited.Add(node.Index);
            switch (_random.Next(3))
            {
                case 0:
                    node.Shared++;
                    shared.Add(node.Index);
                    break;
                case 1:
                    node.Own++;
                    break;
                default:
                    node.Setting++;
                    break;
            }
        }

        List<int> built = [];
        foreach (var node in Nodes)
        {
            if (edited.Contains(node.Index) || node.References.Any(becomes.Contains))
            {
                built.Add(node.Index);
            }

            // Who copies a file of another image remains what it was as long as that file does.
            if (edited.Contains(node.Index) || (node.From is { } from && becomes.Contains(from)) || node.Copied.Any(shared.Contains) || (node.Mounted is { } mounted && shared.Contains(mounted)))
            {
                becomes.Add(node.Index);
            }
        }

        return built;
    }

    private ImageNode Node(int index, bool canMount)
    {
        var mounted = canMount && index > 0 && _random.Next(30) == 0 ? _random.Next(index) : (int?)null;
        return new ImageNode(index)
        {
            Mounted = mounted,
            From = index == 0 || mounted is not null || _random.Next(4) == 0 ? null : _random.Next(index),
            Copied = [.. Enumerable.Range(0, index).Where(_ => _random.Next(index + 1) == 0)],
        };
    }
}
