using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Knows which parts of the grammar the classic builder lacks. Source: https://docs.docker.com/reference/dockerfile/.</summary>
internal static class BuildKitFeatures
{
    public static IEnumerable<BuildKitFeature> Of(Instruction instruction)
    {
        if (instruction.Heredocs.Length > 0)
        {
            yield return new BuildKitFeature($"{instruction.Name} <<{instruction.Heredocs[0].Terminator}", instruction.StartLine);
        }

        foreach (var flag in instruction.Flags)
        {
            if (NeedsBuildKit(instruction.Name, flag.Name))
            {
                yield return new BuildKitFeature($"{instruction.Name} --{flag.Name}", instruction.StartLine) { Mount = RunMount.Of(flag) };
            }
        }

        if (instruction.Name == "ADD" && CopySources.Of(instruction).Any(CopySources.IsGit))
        {
            yield return new BuildKitFeature("ADD of a git repository", instruction.StartLine);
        }
    }

    private static bool NeedsBuildKit(string instruction, string flag) => instruction switch
    {
        "RUN" => flag is "mount" or "network" or "security" or "device",
        "COPY" => flag is "link" or "chmod" or "parents" or "exclude",
        "ADD" => flag is "link" or "chmod" or "checksum" or "keep-git-dir" or "exclude" or "unpack",
        _ => false,
    };
}
