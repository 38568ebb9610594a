using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>Makes the Dockerfile of an application, with the project's own lines around it.</summary>
public static class AppDockerfile
{
    /// <param name="app">The application.</param>
    /// <param name="own">The project's lines, each before or after the application.</param>
    /// <exception cref="HarpoonException">HRP3404: a value that no Dockerfile can hold; HRP3405: the parts of its command contradict each other.</exception>
    public static ImmutableArray<DockerfileLine> Lines(AppImage app, ImmutableArray<DockerfileLine> own) =>
    [
        new($"FROM {app.BaseImage}"),
        .. own.Where(line => line.Side == AppSide.Before),
        .. OfApp(app).Select(text => new DockerfileLine(text)),
        .. own.Where(line => line.Side == AppSide.After),
    ];

    /// <summary>The labels that no line of a Dockerfile can hold: they have line breaks.</summary>
    public static IEnumerable<AppSetting> OtherLabels(AppImage app) => app.Labels.Where(label => HasBreak(label.Value));

    private static IEnumerable<string> OfApp(AppImage app)
    {
        var folder = Word(app.WorkingDirectory, "ContainerWorkingDirectory");
        var target = app.WorkingDirectory.EndsWith('/') ? app.WorkingDirectory : $"{app.WorkingDirectory}/";

        // Before WORKDIR, which would give the folder the time of the build.
        foreach (var layer in app.Layers)
        {
            yield return $"COPY {Json([$"{layer}/", target.Replace("$", "\\$", StringComparison.Ordinal)])}";
        }

        yield return $"WORKDIR {folder}";
        foreach (var (name, value) in app.Variables)
        {
            yield return $"ENV {name}={Quoted(value, name)}";
        }

        var inherited = app.Base ?? (app.IsBaseInferred ? AppBase.Inferred : null);
        var variables = AppVariables.Of(inherited, app.Variables);
        foreach (var port in app.Ports.Concat(AppVariables.Ports(variables).Select(port => $"{port}/tcp")).Distinct())
        {
            yield return $"EXPOSE {port}";
        }

        foreach (var (name, value) in LastOf(app.Labels).Where(label => !HasBreak(label.Value)))
        {
            yield return $"LABEL {Quoted(name, name)}={Quoted(value, name)}";
        }

        if (app.User is { } user)
        {
            yield return $"USER {Word(user, "ContainerUser")}";
        }
        else if (variables.ContainsKey(AppVariables.User))
        {
            yield return $"USER ${AppVariables.User}";
        }

        var (entrypoint, command) = AppCommand.Of(app);
        if (entrypoint is { } program)
        {
            yield return $"ENTRYPOINT {Json(program)}";
        }

        // An ENTRYPOINT takes the base image's CMD away.
        if (entrypoint is null or { IsEmpty: true } || !command.IsEmpty)
        {
            yield return $"CMD {Json(command)}";
        }
    }

    /// <summary>Of labels with one name the last counts.</summary>
    private static IEnumerable<AppSetting> LastOf(ImmutableArray<AppSetting> labels) =>
        labels.Reverse().DistinctBy(label => label.Name, StringComparer.Ordinal).Reverse();

    private static bool HasBreak(string text) => text.AsSpan().ContainsAny('\n', '\r');

    private static string Quoted(string text, string name) => HasBreak(text)
        ? throw new HarpoonException(Diagnostic.Of("HRP3404", name))
        : $"\"{Escaped(text)}\"";

    /// <summary>What takes the rest of its line, as <c>WORKDIR</c> does.</summary>
    private static string Word(string text, string name) => HasBreak(text)
        ? throw new HarpoonException(Diagnostic.Of("HRP3404", name))
        : Escaped(text).Replace("'", "\\'", StringComparison.Ordinal);

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("$", "\\$", StringComparison.Ordinal);

    private static string Json(IEnumerable<string> words) =>
        $"[{string.Join(", ", words.Select(word => $"\"{JsonEncodedText.Encode(word, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\""))}]";
}
