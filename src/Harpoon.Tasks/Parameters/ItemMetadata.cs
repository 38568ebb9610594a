using Harpoon.Engine.Builds.Caches;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Diagnostics.Text;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Knows the metadata of each item: MSBuild takes any attribute for one, and a misspelled one would be lost silently.</summary>
internal static class ItemMetadata
{
    private const string Service = "DockerService";

    // Only those with metadata of their own; docs/reference.md says what each means.
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        [LineItem.ItemName] = [LineItem.Arguments, LineItem.Content, LineItem.Restore, LineItem.Before, LineItem.After],
        ["DockerAnnotation"] = ["Value", "Level"],
        ["DockerBuildSecret"] = ["File", "EnvironmentVariable", "UserSecret"],
        ["DockerBuildSsh"] = ["Socket", "KeyFile"],
        ["DockerCacheFrom"] = [.. CacheItem.Metadata],
        ["DockerCacheTo"] = [.. CacheItem.Metadata],
        ["DockerContextFile"] = ["TargetPath", "Mode"],
        ["DockerCopyOut"] = ["Destination"],
        ["DockerNamedContext"] = ["Source", "Project"],
        ["DockerEnvironmentVariable"] = ["Value", "Required", "Default", "File", "EnvironmentVariable", "UserSecret"],
        ["DockerPort"] = ["HostPort", "HostIp", "Protocol"],
        ["DockerPullImage"] = ["Platform", "MayBeLocal"],
        [CredentialSource.ItemName] = ["UserName", "File", "EnvironmentVariable", "UserSecret", "Access"],
        ["DockerVolume"] = ["TargetPath", "Type", "ReadOnly"],
        [Service] =
        [
            "Image", "Project", "Port", "EnvironmentVariables", "Volumes", "Command", "Arguments", "Entrypoint", "DependsOn", "WaitFor", "WaitTimeout",
            "OutputImportance", "User", "WorkingDirectory", "Hostname", "Memory", "Cpus", "Init", "ReadOnly", "Platform", "Pull", "StopTimeout",
        ],
    };

    /// <summary>The names that an item has; none where it has no metadata of its own.</summary>
    public static IReadOnlyCollection<string> Of(string itemName) => Known.GetValueOrDefault(itemName, []);

    /// <summary>Warns of metadata that has no effect.</summary>
    public static void Check(IEnumerable<ReceivedItems> items, IReport report)
    {
        foreach (var received in items)
        {
            foreach (var item in Of(received.ItemName).Count > 0 ? received.Items : [])
            {
                foreach (var warning in Lost(received.ItemName, item))
                {
                    report.Warning(warning);
                }
            }
        }
    }

    private static IEnumerable<Diagnostic> Lost(string itemName, ITaskItem item)
    {
        var known = Of(itemName);
        foreach (var name in item.CloneCustomMetadata().Keys.Cast<string>())
        {
            if (known.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith('_') || item.GetMetadata(name).Length == 0)
            {
                continue;
            }

            // Services are written by hand; other items may be made of others, whose metadata comes along.
            var nearest = OtherNames.OfMetadata(itemName, name) ?? NearestName.Of(name, known);
            if (nearest is not null || itemName == Service)
            {
                var hint = nearest is null ? "" : $" Did you mean {nearest}?";
                yield return Diagnostic.Of("HRP2031", itemName, name, hint, string.Join(", ", known)).About(new ItemReference(itemName, item.ItemSpec));
            }
        }
    }
}
