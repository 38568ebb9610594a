using Harpoon.Engine.Client.Api;

namespace Harpoon.Engine.Services.Containers;

/// <summary>The labels of what services need beside their containers.</summary>
internal static class ServiceLabels
{
    public static Dictionary<string, string> Of(string? project)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        if (project is not null)
        {
            labels[HarpoonLabels.Project] = project;
        }

        return labels;
    }
}
