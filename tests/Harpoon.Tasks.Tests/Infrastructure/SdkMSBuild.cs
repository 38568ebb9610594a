using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;

namespace Harpoon.Tasks.Tests.Infrastructure;

/// <summary>Finds MSBuild's assemblies in the SDK, before a test touches one of their types.</summary>
internal static class SdkMSBuild
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The test runner loads this assembly's types by reflection; nothing else runs early enough.")]
    internal static void Register() => MSBuildLocator.RegisterDefaults();
}
