using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Runs.Options;
using Harpoon.Tasks.Lines.Received;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads the variables of a container: <c>NAME=value</c>, or a name with <c>Value</c>, <c>Required</c> and <c>Default</c> metadata, or with where a secret is.</summary>
internal static class VariableItems
{
    private const string Name = "DockerEnvironmentVariable";

    public static ImmutableArray<EnvironmentVariable> Read(ITaskItem[] items, string? userSecretsId, WrittenPlace place, HostEnvironment host)
    {
        ImmutableArray<RequestedVariable> requests = [.. items.Select(item => place.Item(Name, item, variable => Request(variable, userSecretsId, host)))];
        for (var index = 0; index < items.Length; index++)
        {
            if (RequestedVariables.IsMissing(requests[index], host.Variable))
            {
                // One error, at the first of them, names all.
                return place.Item(Name, items[index], _ => RequestedVariables.Resolve(requests, host.Variable));
            }
        }

        return RequestedVariables.Resolve(requests, host.Variable);
    }

    private static RequestedVariable Request(ITaskItem item, string? userSecretsId, HostEnvironment host)
    {
        var named = NamedValue.Read(item);
        var secret = SecretParameters.Parse(item, userSecretsId) with { Name = named.Name };
        if (secret is not { File: null, EnvironmentVariable: null, UserSecret: null })
        {
            return string.IsNullOrEmpty(named.Value) && WrittenMetadata.Of(item, "Default") is null
                ? new RequestedVariable(named.Name, null) { Secret = SecretVariable.Read(secret, host) }
                : throw new HarpoonException(Diagnostic.Of("HRP4310", named.Name));
        }

        // For its grammar: the build's own value is looked for later, when all are known.
        EnvironmentVariable.Parse(named.Text, _ => null);
        return new RequestedVariable(
            named.Name,
            named.Value,
            ParameterValue.Boolean("Required", item.GetMetadata("Required")) ?? false,
            WrittenMetadata.Of(item, "Default"));
    }
}
