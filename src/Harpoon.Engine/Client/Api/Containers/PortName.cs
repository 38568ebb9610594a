using System.Globalization;

namespace Harpoon.Engine.Client.Api.Containers;

/// <summary>A container's port as the engine names it: <c>80/tcp</c>.</summary>
internal static class PortName
{
    public static (int Port, string Protocol)? Read(string text) =>
        text.Split('/') is [var number, var protocol] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            ? (port, protocol)
            : null;
}
