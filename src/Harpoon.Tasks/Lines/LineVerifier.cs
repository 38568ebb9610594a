using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;
using Microsoft.Build.Exceptions;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Lines;

/// <summary>Sees to it that no line is lost or changed in silence: compares what a task got with what was written.</summary>
public static class LineVerifier
{
    /// <summary>Compares, and locates each line. A project whose verdict is kept and still holds is not evaluated again.</summary>
    /// <param name="request">What the task got.</param>
    public static LineVerificationResult Verify(LineVerificationRequest request)
    {
        try
        {
            return Compare(request);
        }
        catch (Exception e) when (e is InvalidProjectFileException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            var warning = Diagnostic.Of("HRP2029", e.Message).At(new SourceLocation(request.ProjectFile));
            return new LineVerificationResult([], [warning], Located(request, _ => null), []);
        }
    }

    private static LineVerificationResult Compare(LineVerificationRequest request)
    {
        using var evaluation = new ProjectEvaluation(request.ProjectFile, request.GlobalProperties);
        var checks = request.Items.Select(items => (items.ItemName, Check: new FreeTextCheck(evaluation, items))).ToArray();
        var errors = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (_, check) in checks)
        {
            errors.AddRange(check.Check());
        }

        var text = new DockerfileTextCheck(evaluation.Project, request.Host, request.DockerfileText ?? "");
        if (!string.IsNullOrEmpty(request.DockerfileText) && text.Check() is { } wrong)
        {
            errors.Add(wrong);
        }

        var lineCheck = checks.FirstOrDefault(check => IsLine(check.ItemName)).Check;
        return new LineVerificationResult(
            errors.ToImmutable(),
            [],
            Located(request, item => lineCheck?.LocationOf(item)),
            text is { IsReceived: true, Property: { } property } ? TextLocations.Of(property, evaluation.Project, request.Host) : []);
    }

    private static ImmutableArray<DockerfileLine> Located(
        LineVerificationRequest request,
        Func<ITaskItem, SourceLocation?> locationOf) =>
        [.. request.Items
            .Where(received => IsLine(received.ItemName))
            .SelectMany(received => received.Items)
            .Select(item => LineItem.Read(item, locationOf(item)))];

    private static bool IsLine(string itemName) =>
        itemName.Equals(LineItem.ItemName, StringComparison.OrdinalIgnoreCase);
}
