using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Runs.Cleanup;

/// <summary>Whose services are left up: a project in its folder on its machine, so that two checkouts, or two machines that share an engine, have each their own.</summary>
/// <param name="Name">What the containers' names start with.</param>
/// <param name="Project">The value of the label <c>harpoon.project</c>.</param>
/// <param name="Id">The value of the label <c>harpoon.services</c>.</param>
public sealed record ServiceOwner(string Name, string Project, string Id)
{
    private const int IdBytes = 8;

    /// <summary>The owner of a project's services.</summary>
    /// <param name="projectFile">The project's full path.</param>
    /// <param name="projectLabel">The value of its label <c>harpoon.project</c>.</param>
    /// <param name="host">The machine that it is on.</param>
    public static ServiceOwner Of(string projectFile, string projectLabel, HostEnvironment host)
    {
        // A hash, since labels are seen by all who use the engine.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{host.MachineName}\n{projectFile}"));
        var id = Convert.ToHexStringLower(hash.AsSpan(0, IdBytes));
        return new ServiceOwner($"{Valid(ProjectName.Of(projectFile))}-{id[..6]}", projectLabel, id);
    }

    // What an engine takes for a container's name.
    private static string Valid(string name) =>
        string.Concat(name.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-') is { Length: > 0 } valid ? valid : "services";
}
