namespace Harpoon.Sdk.Tests.Terminal;

/// <summary>A pure image project whose container is a shell, by a name that no other has.</summary>
internal sealed class ContainerShell : IAsyncDisposable
{
    private readonly TestImage _image = new();

    private ContainerShell(Scratch user) => User = user;

    /// <param name="sdk">The package, which is restored here: NuGet tells of that on standard output, once.</param>
    /// <param name="more">More lines of the project.</param>
    public static async Task<ContainerShell> CreateAsync(PackedSdk sdk, string more = "")
    {
        var shell = new ContainerShell(new Scratch(sdk));
        shell.Write(more);
        (await shell.User.DotnetAsync("restore")).Succeeded();
        return shell;
    }

    /// <summary>The folder.</summary>
    public Scratch User { get; }

    /// <summary>The container's name.</summary>
    public string Name { get; } = $"harpoon-sdk-test-{Guid.NewGuid():n}";

    public async ValueTask DisposeAsync()
    {
        User.Dispose();
        await _image.DisposeAsync();
    }

    private void Write(string more) =>
        User.WritePure("Shell.proj", $"""
            <PropertyGroup><DockerImage>{_image}</DockerImage><DockerRunName>{Name}</DockerRunName></PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {TestImages.Base}" />
              <DockerfileLine Include="ENTRYPOINT" Arguments='["/bin/sh"]' />
              <DockerEnvironmentVariable Include="PS1" Value="shell> " />
            </ItemGroup>
            {more}
            """);
}
