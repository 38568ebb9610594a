using System.Security;
using Harpoon.Bench.Measuring;

namespace Harpoon.Bench.Work;

/// <summary>The projects that are measured.</summary>
internal static class ProjectFiles
{
    public static void Write(Workspace workspace, Repository repository, BenchOptions options)
    {
        Directory.CreateDirectory(workspace.Folder);
        // The repository's own settings stop here: the projects are built as a user's are.
        foreach (string name in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            Write(Path.Combine(workspace.Folder, name), "<Project />");
        }

        Write(Path.Combine(workspace.Folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="harpoon" value="{repository.Packages}" />
                <add key="empty" value="{workspace.Feed}" />
              </packageSources>
            </configuration>
            """);

        EmptySdk.Write(workspace.Feed);
        string sdk = $"""<Sdk Name="Harpoon.Sdk" Version="{repository.Version}" />""";
        Write(workspace.Harpoon, Project(sdk, $"""
            <PropertyGroup>
              <DockerImage>harpoon-bench-tiny</DockerImage>
              <DockerRunCommand>true</DockerRunCommand>
              <DockerRunCommand Condition="'$(Chatty)' == 'true'">seq 1 {options.Lines}</DockerRunCommand>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {Workspace.BaseImage}" />
              <DockerfileLine Include="ENV WHO=bench" />
              <DockerfileLine Include="CMD echo tiny" />
            </ItemGroup>
            <Target Name="Empty" />
            <Target Name="True" DependsOnTargets="DockerLiveOutput">
              <DockerRun Image="{Workspace.BaseImage}" Arguments="true" />
            </Target>
            <ItemGroup>
              <Listening Include="db" Image="{Workspace.BaseImage}" Port="80" Command="{BesideService.Listener}" />
            </ItemGroup>
            <Target Name="TrueBesideService" DependsOnTargets="DockerLiveOutput">
              <DockerRun Image="{Workspace.BaseImage}" Arguments="true" Services="@(Listening)" />
            </Target>
            """));
        Write(workspace.HarpoonLarge, Project(sdk, $"""
            <PropertyGroup>
              <DockerImage>harpoon-bench-large</DockerImage>
              <DockerBuildContext>{workspace.LargeContext}</DockerBuildContext>
            </PropertyGroup>
            <ItemGroup>
              <DockerfileLine Include="FROM {Workspace.BaseImage}" />
              <DockerfileLine Include="COPY . /context" />
            </ItemGroup>
            <Target Name="Empty" />
            """));
        Write(workspace.Exec, Project("", $"""
            <Target Name="Empty" />
            <Target Name="Info"><Exec Command="docker info" /></Target>
            <Target Name="Tiny"><Exec Command="docker build -t harpoon-bench-exec-tiny {workspace.TinyContext}" /></Target>
            <Target Name="Large"><Exec Command="docker build $(More) -t harpoon-bench-exec-large {workspace.LargeContext}" /></Target>
            <Target Name="LargeByBuildx"><Exec Command="docker buildx build $(More) -t harpoon-bench-exec-large {workspace.LargeContext}" /></Target>
            <Target Name="CachedByBuildx"><Exec Command="docker buildx build --cache-from type=registry,ref=$(Cache) -t harpoon-bench-exec-cached $(Context)" /></Target>
            <Target Name="True"><Exec Command="docker run --rm {Workspace.BaseImage} true" /></Target>
            <Target Name="TinyTrue"><Exec Command="docker run --rm harpoon-bench-exec-tiny true" /></Target>
            <Target Name="TrueBesideService">{string.Concat(BesideService.Lines.Select(line => $"<Exec Command=\"{line}\" />"))}</Target>
            <Target Name="Lines"><Exec Command="docker run --rm {Workspace.BaseImage} seq 1 {options.Lines}" /></Target>
            """));
        Write(workspace.Parity, Project(sdk, string.Concat(ParityCase.All.Select((row, number) => row.Targets(number)))));
        WriteConsole(workspace.Carrying, sdk);
        WriteConsole(workspace.CarryingNothing, $"""<Sdk Name="{EmptySdk.Name}" Version="{EmptySdk.Version}" />""");
        WriteConsole(workspace.Plain, "");
    }

    /// <summary>A project whose steps are in a cache, and restores it.</summary>
    public static async Task WriteCachedAsync(Repository repository, string path, IEnumerable<string> lines, string cache, CancellationToken cancellationToken)
    {
        Write(path, Project($"""<Sdk Name="Harpoon.Sdk" Version="{repository.Version}" />""", $"""
            <PropertyGroup><DockerImage>harpoon-bench-cached</DockerImage></PropertyGroup>
            <ItemGroup>
              {string.Concat(lines.Select(line => $"<DockerfileLine Include=\"{line.Split(' ')[0]}\" Arguments=\"{SecurityElement.Escape(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..])}\" />"))}
              <DockerCacheFrom Include="{cache}" />
            </ItemGroup>
            <Target Name="Empty" />
            """));
        await new Command("dotnet", "restore", path, "--disable-build-servers").RunAsync(cancellationToken);
    }

    private static void WriteConsole(string path, string sdk)
    {
        Write(path, Project(sdk, "<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>"));
        Write(Path.Combine(Path.GetDirectoryName(path)!, "Program.cs"), "System.Console.WriteLine(1);");
    }

    private static string Project(string sdk, string body) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          {sdk}
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
          {body}
        </Project>
        """;

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
