using System.Xml.Linq;
using Harpoon.Tasks.Tests.Infrastructure;

namespace Harpoon.Tasks.Tests.Targets;

/// <summary>What a task is given to check before the work is what it is given to do it.</summary>
public sealed class CheckCallTests
{
    // What the work before it makes, and what only a connection needs.
    private static readonly string[] NotChecked =
        ["ImageId", "DeferredBuild", "DockerHost", "DockerContext", "DockerTlsVerify", "DockerCertPath", "DockerTimeout", "Pushed", "SavedPath", "PlatformImages", "Hold"];

    private static readonly XElement[] Calls =
    [
        .. Directory.GetFiles(Path.Combine(Checkout.Root, "src", "Harpoon.Sdk", "Sdk"), "*.targets")
            .SelectMany(file => XDocument.Load(file).Descendants("Target"))
            .SelectMany(target => target.Elements()),
    ];

    public static TheoryData<string> Checks => [.. Calls.Where(IsCheck).Select(call => call.Name.LocalName)];

    [Theory]
    [MemberData(nameof(Checks))]
    public void A_check_is_given_every_parameter_of_the_call_that_it_is_for(string task)
    {
        var check = Parameters(Calls.Single(call => call.Name == task && IsCheck(call)));
        var work = Parameters(Calls.Single(call => call.Name == task && IsWork(call)));

        // The image that is run has no name before it is built.
        Assert.Equal(task == "DockerRun", check.Remove("Image", out var image) && work.Remove("Image", out var built) && image != built);
        Assert.Equal(work.Where(parameter => !NotChecked.Contains(parameter.Key)), check.Where(parameter => parameter.Key != "CheckOnly"));
    }

    [Fact]
    public void Running_building_pushing_and_saving_are_checked() => Assert.Equal(["DockerBuild", "DockerPush", "DockerRun", "DockerSave"], Checks.Select(row => row.Data).Order());

    [Fact]
    public void An_image_is_described_by_every_parameter_of_its_build()
    {
        var description = Parameters(Calls.Single(call => call.Attribute("Describe") is not null));
        var work = Parameters(Calls.Single(call => call.Name == "DockerBuild" && IsWork(call)));

        Assert.NotEqual(work["References"], description["References"]);
        Assert.Equal(
            work.Where(parameter => parameter.Key is not ("References" or "Hold" or "Defer")),
            description.Where(parameter => parameter.Key is not ("References" or "Describe")));
    }

    private static bool IsWork(XElement call) => !IsCheck(call) && call.Attribute("RunChecks") is null && call.Attribute("Describe") is null && call.Attribute("CollectOnly") is null;

    private static bool IsCheck(XElement call) => call.Attribute("CheckOnly") is not null && call.Name != "DockerReferences";

    private static SortedDictionary<string, string> Parameters(XElement call) =>
        new(call.Attributes().ToDictionary(attribute => attribute.Name.LocalName, attribute => attribute.Value), StringComparer.Ordinal);
}
