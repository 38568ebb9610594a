using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Runs.Development;

/// <summary>The user secrets of one project, for an application that runs in Development: in no other environment does .NET read them.</summary>
/// <param name="Id">The project's <c>$(UserSecretsId)</c>.</param>
/// <param name="Content">Its <c>secrets.json</c>.</param>
/// <param name="Variables">Variables that the container has for them.</param>
internal sealed record DeveloperSecrets(string Id, byte[] Content, ImmutableArray<EnvironmentVariable> Variables)
{
    private const string Development = nameof(Development);

    // The first is what an application without a web server asks for; a web application asks for both.
    private static readonly ImmutableArray<string> Names = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"];

    /// <exception cref="HarpoonException">HRP4313: the project has no id, or one that can't be a folder's name.</exception>
    public static void CheckId(string id)
    {
        if (id.Length == 0 || id is "." or ".." || id.AsSpan().ContainsAny('/', '\\', '\0'))
        {
            throw new HarpoonException(Diagnostic.Of("HRP4313", id).AboutProperty(OptionNames.RunUserSecrets));
        }
    }

    /// <summary>Reads them; null, with a warning, if there are none or the application would not read them.</summary>
    public static DeveloperSecrets? Read(string id, RunContext run)
    {
        var environments = run.Options.Environment.Where(variable => Names.Contains(variable.Name)).ToList();
        if (environments.Count > 0 && !environments.Any(variable => variable.Value.Equals(Development, StringComparison.OrdinalIgnoreCase)))
        {
            run.Report.Warning(Diagnostic.Of("HRP4315", string.Join(", ", environments)).AboutProperty(OptionNames.RunUserSecrets));
            return null;
        }

        var file = UserSecrets.FileOf(id, run.Host);
        try
        {
            return new DeveloperSecrets(
                id, run.Host.NamedFiles.Read(file), environments.Count > 0 ? [] : [.. Names.Select(name => new EnvironmentVariable(name, Development))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Report.Warning(Diagnostic.Of("HRP4314", file, e.Message).AboutProperty(OptionNames.RunUserSecrets));
            return null;
        }
    }
}
