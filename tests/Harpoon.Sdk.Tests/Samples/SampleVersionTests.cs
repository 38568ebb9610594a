namespace Harpoon.Sdk.Tests.Samples;

public sealed class SampleVersionTests(PackedSdk sdk)
{
    public static TheoryData<string> Projects => new(
        Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.*proj", SearchOption.AllDirectories)
            .Select(project => Path.GetRelativePath(Repository.Root, project))
            .Where(project => !project.EndsWith("Library.csproj", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_sample_names_the_version_that_is_packed(string project) =>
        Assert.Matches($"Harpoon\\.Sdk(/|\" Version=\"){sdk.Version}\"", File.ReadAllText(Path.Combine(Repository.Root, project)));
}
