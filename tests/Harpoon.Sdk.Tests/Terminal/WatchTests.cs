namespace Harpoon.Sdk.Tests.Terminal;

/// <summary><c>dotnet watch run</c>: after a change the container has the new code.</summary>
[Collection(nameof(SweptAlone))]
public sealed class WatchTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task A_change_of_a_file_starts_an_image_projects_container_again()
    {
        await using var shell = await ContainerShell.CreateAsync(sdk, """<ItemGroup><DockerfileLine Include="COPY note.txt /" /></ItemGroup>""");
        shell.User.Write("note.txt", "the first note\n");
        var terminal = new TerminalUser(shell.User, "dotnet watch run -- -c 'cat /note.txt; exec sleep 600'; echo ended");
        await terminal.SeesAsync("the first note");

        shell.User.Write("note.txt", "the second note\n");

        await terminal.SeesAsync("the second note");
        await terminal.TypeAsync("\u0003");
        await terminal.SeesAsync("ended");
        await terminal.EndsAsync();
        await Containers.WaitAsync(shell.Name, isThere: false);
    }

    [EngineFact]
    public async Task The_folders_of_named_contexts_are_watched()
    {
        using var user = new Scratch(sdk);
        user.Write("shared/deep/note.txt", "note");
        user.WritePure("app/Image.proj", """
            <ItemGroup>
              <DockerfileLine Include="FROM scratch" />
              <DockerfileLine Include="COPY --from=shared . /" />
              <DockerNamedContext Include="shared" Source="../shared" />
              <DockerNamedContext Include="image" Source="docker-image://harpoon-test-base" />
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("watch", "--list", "--project", "app/Image.proj")).Succeeded();

        Assert.Contains(result.Lines, line => line.Contains(Path.Combine("shared", "deep", "note.txt"), StringComparison.Ordinal));
    }
}
