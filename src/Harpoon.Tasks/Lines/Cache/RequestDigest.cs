using System.Collections;
using System.Security.Cryptography;
using System.Text;
using Harpoon.Tasks.Lines.Received;

namespace Harpoon.Tasks.Lines.Cache;

/// <summary>A digest of all that a result depends on and that is no file. A digest, since properties and variables can be secret.</summary>
internal static class RequestDigest
{
    /// <summary>Variables that differ from call to call and that no project reads.</summary>
    private static readonly HashSet<string> Volatile = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "PWD", "OLDPWD", "SHLVL", "DOTNET_CLI_TELEMETRY_SESSIONID",
    };

    public static string Of(LineVerificationRequest request, string msbuildFolder)
    {
        var text = new StringBuilder();
        Append(text, request.ProjectFile);
        Append(text, msbuildFolder);
        Append(text, request.Text?.PropertyName ?? "");
        Append(text, request.Text?.Value ?? "");
        AppendSorted(text, request.GlobalProperties.Select(property => $"{property.Key}={property.Value}"));
        AppendSorted(text, Variables());
        foreach (var received in request.Items)
        {
            AppendItems(text, received);
        }

        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    /// <summary>The process's own variables: MSBuild makes properties of exactly these when it evaluates.</summary>
    private static IEnumerable<string> Variables()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (!Volatile.Contains((string)variable.Key))
            {
                yield return $"{variable.Key}={variable.Value}";
            }
        }
    }

    private static void AppendSorted(StringBuilder text, IEnumerable<string> entries)
    {
        var sorted = new List<string>(entries);
        sorted.Sort(StringComparer.Ordinal);
        Append(text, string.Join('\0', sorted));
    }

    private static void AppendItems(StringBuilder text, ReceivedItems received)
    {
        Append(text, received.ItemName);
        var metadata = FreeTextRule.Of(received.ItemName).Metadata;
        foreach (var item in received.Items)
        {
            Append(text, item.ItemSpec);
            foreach (var name in metadata)
            {
                Append(text, item.GetMetadata(name));
            }
        }
    }

    /// <summary>With its length, so that no two lists of texts look the same.</summary>
    private static void Append(StringBuilder text, string value) => text.Append(value.Length).Append(':').Append(value).Append('\n');
}
