using System.Collections.Immutable;

namespace Harpoon.Engine.Builds.Apps;

/// <summary>The image of a published .NET application, as the .NET SDK's own properties and items describe it.</summary>
/// <param name="BaseImage">The base image.</param>
/// <param name="WorkingDirectory">The folder that the application is in, and starts in.</param>
public sealed record AppImage(string BaseImage, string WorkingDirectory)
{
    /// <summary>Whether the .NET SDK chose the base image: then it is known which variables it has.</summary>
    public bool IsBaseInferred { get; init; }

    /// <summary><c>$(ContainerUser)</c>; null for the one that the base image names.</summary>
    public string? User { get; init; }

    /// <summary><c>$(ContainerAppCommandInstruction)</c>: what the application's command becomes; null for what follows from the rest.</summary>
    public string? Instruction { get; init; }

    /// <summary><c>@(ContainerEntrypoint)</c>.</summary>
    public ImmutableArray<string> Entrypoint { get; init; } = [];

    /// <summary><c>@(ContainerEntrypointArgs)</c>.</summary>
    public ImmutableArray<string> EntrypointArguments { get; init; } = [];

    /// <summary><c>@(ContainerAppCommand)</c>.</summary>
    public ImmutableArray<string> Command { get; init; } = [];

    /// <summary><c>@(ContainerAppCommandArgs)</c>.</summary>
    public ImmutableArray<string> CommandArguments { get; init; } = [];

    /// <summary><c>@(ContainerDefaultArgs)</c>.</summary>
    public ImmutableArray<string> DefaultArguments { get; init; } = [];

    /// <summary><c>@(ContainerLabel)</c>.</summary>
    public ImmutableArray<AppSetting> Labels { get; init; } = [];

    /// <summary><c>@(ContainerEnvironmentVariable)</c>.</summary>
    public ImmutableArray<AppSetting> Variables { get; init; } = [];

    /// <summary><c>@(ContainerPort)</c>: a number, with a slash and the protocol if it is given.</summary>
    public ImmutableArray<string> Ports { get; init; } = [];

    /// <summary>The layers that hold a file, by their folders in the context; none before the application is published.</summary>
    public ImmutableArray<string> Layers { get; init; } = [];

    /// <summary>What is known of the base image; null if the engine was not asked, or does not have it.</summary>
    public AppBase? Base { get; init; }
}

/// <summary>A label or a variable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record AppSetting(string Name, string Value);

/// <summary>What the configuration of a base image has that the application's depends on.</summary>
/// <param name="Variables">Its variables, as <c>NAME=value</c>.</param>
/// <param name="Entrypoint">Its <c>ENTRYPOINT</c>.</param>
public sealed record AppBase(ImmutableArray<string> Variables, ImmutableArray<string> Entrypoint)
{
    /// <summary>The images that the .NET SDK chooses, from .NET 8 on.</summary>
    public static AppBase Inferred { get; } = new([$"{AppVariables.User}=$APP_UID", $"{AppVariables.HttpPorts}=8080"], []);
}
