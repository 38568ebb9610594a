using System.Collections.Immutable;
using System.Globalization;
using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Context;
using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters.Builds;

/// <summary>Reads the items that describe an application: what the .NET SDK's targets say of its image and, once it is published, of its files.</summary>
internal sealed class AppParameters
{
    private const string StaticFiles = "wwwroot/";
    private const int HighestPort = 65535;

    private readonly ILookup<string, ITaskItem> _parts;

    private AppParameters(ITaskItem[] parts) => _parts = parts.ToLookup(part => part.GetMetadata("Kind"), StringComparer.Ordinal);

    /// <summary>The application, and the files of its layers; null if no items describe one.</summary>
    /// <exception cref="HarpoonException">HRP3405: its image can't be made.</exception>
    public static (AppImage App, ImmutableArray<ContextFile> Files)? Read(ITaskItem[] parts) => parts.Length == 0 ? null : new AppParameters(parts).Read();

    private (AppImage App, ImmutableArray<ContextFile> Files) Read()
    {
        ImmutableArray<ContextFile> files = Value("Folder") is { } folder ? AppLayers.Of(folder, Layers()) : [];
        var app = new AppImage(Value("BaseImage") ?? "", Value("WorkingDirectory") ?? "/app/")
        {
            IsBaseInferred = Value("IsBaseInferred") is not null,
            User = Value("User"),
            Instruction = Value("Instruction"),
            Entrypoint = Names("Entrypoint"),
            EntrypointArguments = Names("EntrypointArgs"),
            Command = Names("AppCommand"),
            CommandArguments = Names("AppCommandArgs"),
            DefaultArguments = Names("DefaultArgs"),
            Labels = Pairs("Label"),
            Variables = Pairs("Variable"),
            Ports = [.. _parts["Port"].Select(Port)],
            Layers = AppLayers.FoldersOf(files),
        };
        return (app, files);
    }

    private string? Value(string kind) => ParameterValue.Text(_parts[kind].LastOrDefault()?.GetMetadata("Value"));

    private ImmutableArray<string> Names(string kind) => [.. _parts[kind].Select(part => part.ItemSpec)];

    private ImmutableArray<AppSetting> Pairs(string kind) =>
        [.. _parts[kind].Select(part => new AppSetting(part.ItemSpec, part.GetMetadata("Value")))];

    private static string Port(ITaskItem item)
    {
        var (number, protocol) = (item.ItemSpec.Trim(), item.GetMetadata("Type").Trim().ToLowerInvariant());
        if (protocol.Length == 0 && number.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            (number, protocol) = (number[..slash], number[(slash + 1)..].ToLowerInvariant());
        }

        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= HighestPort && protocol is "" or "tcp" or "udp"
            ? string.Create(CultureInfo.InvariantCulture, $"{port}/{(protocol.Length == 0 ? "tcp" : protocol)}")
            : throw new HarpoonException(Diagnostic.Of("HRP3405", $"the ContainerPort item '{item.ItemSpec}' is no port, as 8080, with Type tcp or udp").About(new ItemReference("ContainerPort", item.ItemSpec)));
    }

    /// <summary>What a file belongs to, by its path in the publish folder.</summary>
    private Dictionary<string, AppLayer> Layers()
    {
        var layers = new Dictionary<string, AppLayer>(StringComparer.Ordinal);
        foreach (var file in _parts["File"])
        {
            layers[file.ItemSpec.Replace('\\', '/')] = LayerOf(file);
        }

        return layers;
    }

    private static AppLayer LayerOf(ITaskItem file) =>
        Has(file, "NuGetPackageId") || Has(file, "FrameworkReferenceName") ? AppLayer.Packages
        : IsAsset(file) ? AppLayer.Assets
        : file.GetMetadata("ReferenceSourceTarget") == "ProjectReference" ? AppLayer.Projects
        : AppLayer.Application;

    private static bool IsAsset(ITaskItem file) =>
        file.ItemSpec.EndsWith(".resources.dll", StringComparison.OrdinalIgnoreCase)
        || file.ItemSpec.Replace('\\', '/').StartsWith(StaticFiles, StringComparison.OrdinalIgnoreCase);

    private static bool Has(ITaskItem file, string name) => file.GetMetadata(name).Length > 0;
}
