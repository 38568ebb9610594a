using System.Globalization;
using Harpoon.Engine.Runs.Spec;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace Harpoon.Tasks.Parameters;

/// <summary>A published port as an item.</summary>
internal static class PublishedPortItem
{
    public static ITaskItem Of(PublishedAddress published)
    {
        var port = published.Port;
        var item = new TaskItem(string.Create(CultureInfo.InvariantCulture, $"{port.ContainerPort}/{port.Protocol}"));
        item.SetMetadata("ContainerPort", port.ContainerPort.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Protocol", port.Protocol);
        item.SetMetadata("HostIp", port.HostIp);
        item.SetMetadata("HostPort", port.HostPort.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Address", published.Address);
        item.SetMetadata("Url", published.WebAddress ?? "");
        return item;
    }
}
