using Harpoon.Engine.Machine;
using Microsoft.Build.Evaluation;

namespace Harpoon.Tasks.Lines.Texts;

/// <summary>What a property's text can refer to: a property is expanded where it stands, before what comes further down.</summary>
internal sealed class PlaceScope(Project project, HostEnvironment host, ProjectProperty place) : ITextScope
{
    private readonly Dictionary<string, string> _before = Before(project, place);

    public string? Property(string name)
    {
        if (_before.TryGetValue(name, out var value))
        {
            return value;
        }

        var property = project.GetProperty(name);
        return property is { IsGlobalProperty: true } or { IsReservedProperty: true } ? property.EvaluatedValue
            : !EnvironmentProperties.IsNamed(name, project) ? null
            : property is { IsEnvironmentProperty: true } ? property.EvaluatedValue
            : host.Variable(name);
    }

    public bool IsOfEnvironment(string name) => project.GetProperty(name) is { IsEnvironmentProperty: true };

    public bool IsDefinedLater(string name) => project.GetProperty(name) is not null;

    public bool HasItems(string name) => project.GetItems(name).Count > 0;

    public bool? HasMetadata(string name) => null;

    private static Dictionary<string, string> Before(Project project, ProjectProperty place)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in project.AllEvaluatedProperties)
        {
            if (property.Xml is not null && property.Xml == place.Xml)
            {
                break;
            }

            if (!property.IsEnvironmentProperty)
            {
                values[property.Name] = property.EvaluatedValue;
            }
        }

        return values;
    }
}
