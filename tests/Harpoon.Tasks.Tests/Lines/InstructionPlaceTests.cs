using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Lines.Projects;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Lines;

public sealed class InstructionPlaceTests : IDisposable
{
    private readonly LineProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void The_last_line_of_the_last_stage_counts()
    {
        _project.WriteProject("""
            <ItemGroup>
              <DockerfileLine Include="FROM a" />
              <DockerfileLine Include="ENTRYPOINT" Arguments="[&quot;first&quot;]" />
              <DockerfileLine Include="FROM b" />
              <DockerfileLine Include="CMD one" />
              <DockerfileLine Include="cmd" Arguments="[&quot;two&quot;]" />
              <DockerfileLine Include="CMDS" />
            </ItemGroup>
            """);

        Assert.Equal(new SourceLocation(_project.ProjectFile, 7, 3), Of("CMD"));
        Assert.Null(Of("ENTRYPOINT"));
    }

    [Theory]
    [InlineData("", "Dockerfile")]
    [InlineData("<PropertyGroup><Dockerfile>other/My.Dockerfile</Dockerfile></PropertyGroup>", "other/My.Dockerfile")]
    public void A_Dockerfile_has_it_at_its_own_line(string body, string file)
    {
        _project.WriteProject(body).Write(file, "FROM a\nCMD[\"one\"]\n  ENTRYPOINT two\n");

        Assert.Equal(new SourceLocation(_project.PathOf(file), 2), Of("CMD"));
        Assert.Equal(new SourceLocation(_project.PathOf(file), 3), Of("ENTRYPOINT"));
    }

    [Fact]
    public void Where_nothing_is_written_there_is_no_place()
    {
        _project.WriteProject("");

        Assert.Null(Of("CMD"));
    }

    private SourceLocation? Of(string instruction) => InstructionPlace.Of(instruction, new RecordingBuildEngine(), _project.ProjectFile);
}
