namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>The registry's program, which <c>eng/registry.sh</c> fetches.</summary>
internal static class RegistryProgram
{
    private const string Name = "docker-registry";

    /// <summary>Where it is. A test that asks where there is none is skipped; where the engine's tests must run, it fails.</summary>
    public static string Path
    {
        get
        {
            if (Environment.GetEnvironmentVariable("HARPOON_TEST_REGISTRY") is { Length: > 0 } path)
            {
                return path;
            }

            Assert.SkipUnless(
                ExternalProgram.Exists(Name) || Environment.GetEnvironmentVariable("HARPOON_REQUIRE_ENGINE") == "1",
                $"There is no {Name}, and HARPOON_TEST_REGISTRY names none: eng/registry.sh fetches it.");
            return Name;
        }
    }
}
