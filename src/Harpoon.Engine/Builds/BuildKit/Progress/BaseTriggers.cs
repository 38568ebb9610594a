using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles.Instructions;

namespace Harpoon.Engine.Builds.BuildKit.Progress;

/// <summary>The instructions that base images hold for builds on top of them, as far as the engine has the images.</summary>
internal static class BaseTriggers
{
    /// <returns>Each at the line of the <c>FROM</c> that carries it out.</returns>
    public static IEnumerable<Instruction> Of(ImageBuildPlan plan)
    {
        foreach (var image in plan.Bases)
        {
            var line = plan.Request.Reading.Bases.FirstOrDefault(named => named.Reference == image.Reference)?.Line ?? 0;
            foreach (var trigger in image.Details?.Triggers ?? [])
            {
                yield return InstructionParser.Parse(trigger, '\\', line, line);
            }
        }
    }
}
