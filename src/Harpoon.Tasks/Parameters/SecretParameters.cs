using Harpoon.Engine.Machine.Secrets;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Reads where a secret is: an item with <c>File</c>, <c>EnvironmentVariable</c> or <c>UserSecret</c> metadata.</summary>
internal static class SecretParameters
{
    public static SecretSource Parse(ITaskItem item, string? userSecretsId) => new(item.ItemSpec)
    {
        File = ParameterValue.Text(item.GetMetadata("File")),
        EnvironmentVariable = ParameterValue.Text(item.GetMetadata("EnvironmentVariable")),
        UserSecret = ParameterValue.Text(item.GetMetadata("UserSecret")),
        UserSecretsId = userSecretsId,
    };
}
