using System.Globalization;

namespace Harpoon.Tasks.Tests.Restores;

/// <summary>Projects that refer to each other and import files in all the ways that restore cares about; nothing has to be fetched for them.</summary>
internal sealed class RandomSolution : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("harpoon-restores-").FullName;
    private readonly Random _random;

    public RandomSolution(int seed)
    {
        _random = new Random(seed);
        Write("nuget.config", "<configuration><packageSources><clear /></packageSources></configuration>");
        WriteShared();
        var count = _random.Next(1, 5);
        for (var number = 0; number < count; number++)
        {
            WriteProject(number, count);
        }

        // What no project names is not part of it.
        Write("Other/Other.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        Write("Other/Other.props", "<Project />");
    }

    public string Folder => _folder;

    /// <summary>The project that refers to the others.</summary>
    public string Project => Path.Combine(_folder, "P0", "P0.csproj");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private bool Chance(int oneOf = 2) => _random.Next(oneOf) == 0;

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private void WriteShared()
    {
        Write("eng/a.props", "<Project />");
        Write("eng/b.props", "<Project />");
        Write("eng/unused.targets", "<Project />");
        if (Chance())
        {
            Write("Directory.Build.props", $"<Project>{(Chance() ? "<Import Project=\"eng/*.props\" />" : "")}<PropertyGroup><Shared>yes</Shared></PropertyGroup></Project>");
        }

        if (Chance())
        {
            Write("Directory.Packages.props", $"<Project><PropertyGroup><ManagePackageVersionsCentrally>{(Chance() ? "true" : "false")}</ManagePackageVersionsCentrally></PropertyGroup></Project>");
        }

        if (Chance())
        {
            Write("Directory.Build.targets", "<Project><Import Project=\"eng/restoring.targets\" Condition=\"'$(MSBuildIsRestoring)' == 'true'\" /><Import Project=\"eng/unused.targets\" Condition=\"'$(ExcludeRestorePackageImports)' != 'true'\" /></Project>");
            Write("eng/restoring.targets", "<Project />");
        }
    }

    private void WriteProject(int number, int count)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"P{number}");
        var several = Chance(3);
        var body = several
            ? "<PropertyGroup><TargetFrameworks>net10.0;net9.0</TargetFrameworks></PropertyGroup>"
            : "<PropertyGroup><TargetFramework>net9.0</TargetFramework></PropertyGroup>";
        for (var other = number + 1; other < count; other++)
        {
            if (Chance() || other == number + 1)
            {
                var condition = several && Chance() ? " Condition=\"'$(TargetFramework)' == 'net9.0'\"" : "";
                body += string.Create(CultureInfo.InvariantCulture, $"<ItemGroup><ProjectReference Include=\"..{(Chance() ? '/' : '\\')}P{other}/P{other}.csproj\"{condition} /></ItemGroup>");
            }
        }

        if (Chance())
        {
            Write($"{name}/{name}.csproj.user", "<Project />");
        }

        if (Chance())
        {
            Write($"{name}/inner.props", "<Project />");
            body += "<Import Project=\"inner.props\" Condition=\"'$(TargetFramework)' == 'net9.0'\" />";
        }

        if (Chance(3))
        {
            body += "<Import Project=\"missing/*.props\" /><Import Project=\"there.props\" Condition=\"Exists('there.props')\" />";
            Write($"{name}/there.props", "<Project />");
        }

        if (Chance(3))
        {
            Write($"{name}/Directory.Build.props", "<Project><Import Project=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))\" Condition=\"$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../')) != ''\" /></Project>");
        }

        Write($"{name}/{name}.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>{body}</Project>");
    }
}
