using Harpoon.Engine.Engines;
using Harpoon.Engine.Runs.Sessions;

namespace Harpoon.Engine.Services;

/// <summary>The labels of what services need beside their containers.</summary>
internal static class ServiceLabels
{
    public static Dictionary<string, string> Of(string? project, SessionIdentity session)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal) { [HarpoonLabels.Session] = session.ToString() };
        if (project is not null)
        {
            labels[HarpoonLabels.Project] = project;
        }

        return labels;
    }
}
