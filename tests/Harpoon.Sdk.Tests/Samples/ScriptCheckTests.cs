namespace Harpoon.Sdk.Tests.Samples;

public sealed class ScriptCheckTests(PackedSdk sdk)
{
    [EngineFact(NotOnRootless = PodmanLacks.Folders)]
    public async Task Its_errors_name_the_file_as_it_is_on_this_machine()
    {
        await using var sample = new SampleCopy(sdk, "ScriptCheck");
        RunResult fine = (await sample.BuildAsync("Build", $"-p:ToolImage={TestImages.Base}")).SucceededWithoutWarnings();
        Assert.Contains("greet.sh is fine", fine.Lines);

        sample.Replace("greet.sh", "done", "fi");
        RunResult broken = (await sample.BuildAsync("Build", $"-p:ToolImage={TestImages.Base}")).FailedWith("HRP4010");

        Assert.Matches($"{sample.PathOf("greet.sh")}\\(3\\): error : syntax error", broken.Output);
    }
}
