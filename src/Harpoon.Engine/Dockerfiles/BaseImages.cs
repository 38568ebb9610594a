using System.Collections.Immutable;

namespace Harpoon.Engine.Dockerfiles;

/// <summary>Finds the images that a Dockerfile needs from elsewhere: neither <c>scratch</c> nor its own stages.</summary>
internal static class BaseImages
{
    public static ImmutableArray<BaseImage> Of(DockerfileSyntax syntax, IReadOnlyDictionary<string, string?> buildArguments)
    {
        var expansion = new VariableExpansion(GlobalArguments(syntax, buildArguments), syntax.Escape);
        var images = ImmutableArray.CreateBuilder<BaseImage>();
        var stages = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < syntax.Stages.Length; i++)
        {
            var stage = syntax.Stages[i];
            AddUnlessStage(expansion.Expand(stage.BaseName), stage.From);
            stages.Add(i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (stage.Name is not null)
            {
                stages.Add(stage.Name);
            }

            foreach (var instruction in stage.Instructions)
            {
                foreach (var from in CopiedFrom(instruction))
                {
                    AddUnlessStage(from, instruction);
                }
            }
        }

        return images.ToImmutable();

        void AddUnlessStage(string reference, Instruction instruction)
        {
            if (!stages.Contains(reference) && reference != "scratch")
            {
                var platform = instruction.Flag("platform");
                images.Add(new BaseImage(reference, platform is null ? null : expansion.Expand(platform), instruction.StartLine));
            }
        }
    }

    private static IEnumerable<string> CopiedFrom(Instruction instruction)
    {
        IEnumerable<string?> sources = instruction.Name switch
        {
            "COPY" => [instruction.Flag("from")],
            "RUN" => RunMount.All(instruction).Select(mount => mount.From),
            _ => [],
        };
        return sources.OfType<string>().Where(source => source.Length > 0);
    }

    /// <summary>The arguments that stand before the first <c>FROM</c>, which alone are known to a <c>FROM</c>.</summary>
    private static Dictionary<string, string> GlobalArguments(
        DockerfileSyntax syntax,
        IReadOnlyDictionary<string, string?> buildArguments)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in syntax.GlobalArguments.SelectMany(instruction => instruction.Words))
        {
            var parts = word.Split('=', 2);
            if (buildArguments.TryGetValue(parts[0], out var given) && given is not null)
            {
                known[parts[0]] = given;
            }
            else if (parts.Length == 2)
            {
                known[parts[0]] = new VariableExpansion(known, syntax.Escape).Expand(parts[1]);
            }
        }

        return known;
    }
}
