namespace Harpoon.Tasks.Tests.Infrastructure;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Harpoon.Build.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
