using Harpoon.Engine.Builds.Requests;

namespace Harpoon.Engine.Tests.Builds;

/// <summary>Each builder, for what has to be the same with all of them.</summary>
public sealed class Builders : TheoryData<BuilderChoice>
{
    public Builders()
    {
        Add(BuilderChoice.Classic);
        Add(BuilderChoice.BuildKit);
    }
}
