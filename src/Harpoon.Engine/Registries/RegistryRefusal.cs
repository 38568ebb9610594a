using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Registries;

/// <summary>Distinguishes a registry that wants another login from other failures of an image: engines only have texts for it, each its own.</summary>
internal static class RegistryRefusal
{
    /// <summary>HRP5003 where the login was refused, HRP5004 where there was none; null if the failure is about something else.</summary>
    /// <param name="image">The image that could not be pulled; null if the failure is about none.</param>
    /// <param name="error">The engine's message.</param>
    /// <param name="credentials">The credentials that the engine was given.</param>
    public static Diagnostic? Of(string? image, string error, RegistryCredentials credentials)
    {
        if (image is null || Refusals.KindOf(error) != RefusalKind.Unauthorized)
        {
            return null;
        }

        return ToRead(image, error, credentials);
    }

    /// <summary>HRP5003 where the login was refused, HRP5004 where there was none.</summary>
    /// <inheritdoc cref="Of"/>
    public static Diagnostic ToRead(string image, string error, RegistryCredentials credentials)
    {
        var registry = ImageReference.Split(image).Registry;
        return credentials.SourceOf(registry) is { } source
            ? Diagnostic.Of("HRP5003", registry, source, image, error.Trim())
            : Diagnostic.Of("HRP5004", registry, image, error.Trim());
    }

    /// <summary>HRP5010 where the login was refused or may not write, HRP5011 where there was none; null if the failure is about something else.</summary>
    /// <param name="image">The image that was not accepted.</param>
    /// <param name="error">The engine's message.</param>
    /// <param name="credentials">The credentials that the engine was given.</param>
    public static Diagnostic? OfPush(ImageReference image, string error, RegistryCredentials credentials) =>
        Refusals.KindOf(error) == RefusalKind.Unauthorized ? ToWrite(image, error, credentials) : null;

    /// <summary>HRP5010 where the login was refused or may not write, HRP5011 where there was none.</summary>
    /// <inheritdoc cref="OfPush"/>
    public static Diagnostic ToWrite(ImageReference image, string error, RegistryCredentials credentials) =>
        credentials.SourceOf(image.Registry) is { } source
            ? Diagnostic.Of("HRP5010", image.Registry, image, source, error.Trim())
            : Diagnostic.Of("HRP5011", image.Registry, image, error.Trim());
}
