using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Options;

/// <summary>Reads devices as the docker CLI's <c>--device</c> does: <c>host[:container][:rwm]</c>.</summary>
public static class DeviceGrammar
{
    private const string Everything = "rwm";

    /// <summary>Reads one.</summary>
    /// <exception cref="HarpoonException">HRP4107: it is no device.</exception>
    public static DeviceMapping Parse(string text)
    {
        var mapping = text.Split(':') switch
        {
            [var host] => new DeviceMapping(host, host, Everything),
            [var host, var permissions] when ArePermissions(permissions) => new DeviceMapping(host, host, permissions),
            [var host, var container] => new DeviceMapping(host, container, Everything),
            [var host, var container, var permissions] when ArePermissions(permissions) => new DeviceMapping(host, container, permissions),
            _ => null,
        };
        return mapping is { PathOnHost: ['/', _, ..], PathInContainer: ['/', _, ..] }
            ? mapping
            : throw new HarpoonException(Diagnostic.Of("HRP4107", text));
    }

    private static bool ArePermissions(string text) =>
        text.Length is > 0 and <= 3 && text.All(letter => Everything.Contains(letter, StringComparison.Ordinal)) && text.Distinct().Count() == text.Length;
}
