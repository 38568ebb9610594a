using System.Security.Cryptography;
using System.Text;
using Harpoon.Engine.Machine;

namespace Harpoon.Tasks.Parameters;

/// <summary>
/// The value of the label <c>harpoon.project</c>: who a project is, by its name and its image's. It is the same in every build
/// and checkout, since a label that varies makes another image of the same files; and it reveals nothing about the machine.
/// </summary>
internal static class ProjectLabel
{
    public static string Of(string projectFile, string? image)
    {
        var identity = $"{ProjectName.Of(projectFile)}\n{image}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)).AsSpan(0, 8));
    }
}
