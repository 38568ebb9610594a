using System.Globalization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Terminal.Reports;

/// <summary>Errors and warnings as MSBuild writes them, so that editors find their place.</summary>
/// <remarks>https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks</remarks>
internal static class CanonicalText
{
    public static string Of(Diagnostic diagnostic, string category) =>
        $"{Origin(diagnostic.Location)}: {category} {diagnostic.Code}: {diagnostic.Text}";

    private static string Origin(SourceLocation? location) => location switch
    {
        null => "harpoon",
        { Line: 0 } => location.File,
        { Column: 0 } => string.Create(CultureInfo.InvariantCulture, $"{location.File}({location.Line})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{location.File}({location.Line},{location.Column})"),
    };
}
