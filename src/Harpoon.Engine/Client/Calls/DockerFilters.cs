namespace Harpoon.Engine.Client.Calls;

/// <summary>Filters as Docker.DotNet takes them.</summary>
internal static class DockerFilters
{
    /// <summary>One by one value.</summary>
    public static IDictionary<string, IDictionary<string, bool>> Of(string key, string value) =>
        new Dictionary<string, IDictionary<string, bool>> { [key] = new Dictionary<string, bool> { [value] = true } };
}
