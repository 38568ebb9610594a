using System.Globalization;
using System.Text.RegularExpressions;

namespace Harpoon.Sdk.Tests.Registries;

public sealed class PullTests(PackedSdk sdk, PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    // Podman keeps the digest that an image had before it was pushed as well, and does not say which of them is the registry's.
    private static string Digest => EngineAvailability.IsPodman ? "" : "sha256:[0-9a-f]{64}";

    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task The_bases_and_the_images_of_services_are_pulled_each_once_and_nothing_is_built()
    {
        using var user = new Scratch(sdk);
        user.Environment["DOCKER_AUTH_CONFIG"] = await SettingsAsync();
        var (first, second, service, more, unwanted) = (await ImageAsync(), await ImageAsync(), await ImageAsync(), await ImageAsync(), await ImageAsync());
        user.WriteCsproj(
            "App.csproj",
            $"""
            <PropertyGroup><Fish>{second}</Fish></PropertyGroup>
            <ItemGroup>
              <DockerBuildArg Include="BASE" Value="$(Fish)" />
              <DockerfileLine Include="ARG BASE" />
              <DockerfileLine Include="FROM {first} AS tools" />
              <DockerfileLine Include="FROM $BASE" />
              <DockerfileLine Include="COPY --from=tools /bin/sh /sh" />
              <DockerfileLine Include="COPY --from={unwanted} /bin/sh /sh" />
              <DockerService Include="db" Image="{service}" />
              <DockerService Include="db2" Image="{service}" />
              <DockerService Include="local" Image="no-such-image" Pull="never" />
              <DockerPullImage Include="{more}" />
            </ItemGroup>
            <Target Name="TakeOut" BeforeTargets="DockerPull">
              <ItemGroup><DockerPullImage Remove="{unwanted}" /></ItemGroup>
            </Target>
            <Target Name="Report" AfterTargets="DockerPull">
              <Message Importance="high" Text="%(DockerPulledImage.Identity) has %(DockerPulledImage.Digest)." />
            </Target>
            """,
            "<TargetFrameworks>net10.0;net9.0</TargetFrameworks>");

        var result = (await user.DotnetAsync("build", "-t:DockerPull", "--no-restore", "-tl:off")).SucceededWithoutWarnings();

        string[] pulled = [first, second, service, more];
        Assert.Equal(pulled.Order(), result.Lines.Where(line => line.StartsWith("Pulling ", StringComparison.Ordinal) && line.EndsWith('.')).Select(line => line["Pulling ".Length..^1]).Order());
        NonEmpty.All(pulled, image => Assert.Contains(result.Lines, line => Regex.IsMatch(line, $@"^{Regex.Escape(image)} has {Digest}\.$")));
        Assert.DoesNotContain("Built ", result.Output, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task A_project_without_images_has_nothing_to_pull()
    {
        using var user = new Scratch(sdk);
        user.WriteCsproj("App.csproj", "");

        var result = (await user.DotnetAsync("build", "-t:DockerPull", "--no-restore", "-tl:off")).SucceededWithoutWarnings();

        Assert.Contains("There is no image to pull.", result.Lines);
    }

    [EngineTheory]
    [InlineData("""<DockerfileLine Include="FROM {0}" />""")]
    [InlineData("""<DockerService Include="db" Image="{0}" />""")]
    [InlineData("""<DockerPullImage Include="{0}" />""")]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task What_can_not_be_pulled_is_reported_where_it_is_named(string item)
    {
        using var user = new Scratch(sdk);
        user.Environment["DOCKER_AUTH_CONFIG"] = await SettingsAsync();
        var missing = $"{registry.Address}/no/such:image";
        user.WritePure("Image.proj", $"""
            <ItemGroup>
              {string.Format(CultureInfo.InvariantCulture, item, missing)}
            </ItemGroup>
            """);

        var result = (await user.DotnetAsync("build", "-t:DockerPull", "-tl:off")).FailedWith("HRP5005");

        Assert.Matches(@"Image\.proj\(3(,\d+)?\): error HRP5005", result.Output);
    }

    [EngineFact]
    [Trait("Tier", "Smoke")]
    [Trait("Varies", "Daemon")]
    public async Task The_task_pulls_several_and_fails_for_what_is_not_there()
    {
        using var user = new Scratch(sdk);
        user.Environment["DOCKER_AUTH_CONFIG"] = await SettingsAsync();
        var (first, second) = (await ImageAsync(), await ImageAsync());
        user.WritePure("Image.proj", $"""
            <Target Name="Fetch" DependsOnTargets="DockerLiveOutput">
              <DockerPull Image="{first};{second}">
                <Output TaskParameter="PulledImages" ItemName="Fetched" />
                <Output TaskParameter="Digest" PropertyName="FirstDigest" />
              </DockerPull>
              <Message Importance="high" Text="@(Fetched, ' ') $(FirstDigest)" />
              <DockerPull Image="{registry.Address}/no/such:image" />
            </Target>
            """);

        var result = (await user.DotnetAsync("build", "-t:Fetch", "-tl:off")).FailedWith("HRP5005");

        Assert.Contains(result.Lines, line => Regex.IsMatch(line, $"^{Regex.Escape($"{first} {second}")} ?{Digest}$"));
        Assert.Contains("Image.proj(8,3): error HRP5005", result.Output, StringComparison.Ordinal);
    }

    private async Task<string> SettingsAsync()
    {
        await registry.NameAsync();
        return registry.Settings();
    }

    private async Task<string> ImageAsync()
    {
        await using var engine = await TestEngine.ConnectAsync(TestContext.Current.CancellationToken);
        return await registry.PushBaseAsync(engine, $"private/{Guid.NewGuid():n}");
    }
}
