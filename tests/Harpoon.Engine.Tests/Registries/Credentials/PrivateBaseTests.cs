using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Builds;
using Harpoon.Engine.Tests.Infrastructure;
using Harpoon.Engine.Tests.Infrastructure.Registries;

namespace Harpoon.Engine.Tests.Registries.Credentials;

/// <summary>Base images that only somebody who is logged in can pull, with each builder.</summary>
[Trait("Tier", "Smoke")]
[Trait("Varies", "Daemon")]
public sealed class PrivateBaseTests(PrivateRegistry registry) : IClassFixture<PrivateRegistry>
{
    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_private_base_is_pulled_with_the_login_of_the_settings(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile(".docker/config.json", registry.Settings());

        await project.BuildAsync();

        AssertUntold(project);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_private_base_is_pulled_with_the_login_of_the_variable(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile(".docker/config.json", registry.Settings("wrong"));
        project.Variables["DOCKER_AUTH_CONFIG"] = registry.Settings();

        await project.BuildAsync();

        AssertUntold(project);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_private_base_is_pulled_with_a_helpers_login_and_it_is_asked_once(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        var helper = Helper(project, "own", CredentialHelperScript.Answer(PrivateRegistry.UserName, PrivateRegistry.Password));
        var store = Helper(project, "store", "exit 1");
        project.WithFile(".docker/config.json", $$$"""{ "credsStore": "store", "credHelpers": { "{{{registry.Address}}}": "own" } }""");

        await project.BuildAsync();

        Assert.Equal([$"get {registry.Address}"], helper.Calls);
        Assert.Empty(store.Calls);
        AssertUntold(project);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_private_base_is_pulled_with_the_stores_login(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        Helper(project, "store", CredentialHelperScript.Answer(PrivateRegistry.UserName, PrivateRegistry.Password));
        project.WithFile(".docker/config.json", """{"credsStore":"store"}""");

        await project.BuildAsync();

        AssertUntold(project);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_wrong_password_is_reported_at_the_line_that_names_the_image(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        project.WithFile(".docker/config.json", registry.Settings("wrong-" + PrivateRegistry.Password));

        var error = await project.FailAsync();

        Assert.Equal(("HRP5003", 10), (error.Code, error.Location?.Line));
        Assert.Contains($"docker login {registry.Address}", error.Text, StringComparison.Ordinal);
        Assert.Contains(project.Path(".docker/config.json"), error.Text, StringComparison.Ordinal);
        AssertUntold(project, error);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_missing_login_is_reported_at_the_line_that_names_the_image(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);

        var error = await project.FailAsync();

        Assert.Equal(("HRP5004", 10), (error.Code, error.Location?.Line));
        Assert.Contains($"docker login {registry.Address}", error.Text, StringComparison.Ordinal);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_helper_that_fails_is_named_and_the_build_goes_on_without(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        Helper(project, "store", "echo locked; exit 3");
        project.WithFile(".docker/config.json", """{"credsStore":"store"}""");

        var error = await project.FailAsync();

        Assert.Equal("HRP5004", error.Code);
        Assert.Equal("HRP5001", Assert.Single(project.Report.Warnings).Code);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task No_helper_is_called_where_no_registry_is(BuilderChoice builder)
    {
        await using var project = await BuildProject.CreateAsync(builder);
        var helper = Helper(project, "store", "exit 1");
        project.With("RUN true").WithFile(".docker/config.json", """{"credsStore":"store"}""");

        await project.BuildAsync();

        Assert.True((await project.BuildAsync()).UpToDate);
        Assert.Empty(helper.Calls);
    }

    [EngineTheory]
    [ClassData(typeof(Builders))]
    public async Task A_build_that_is_skipped_calls_no_helper(BuilderChoice builder)
    {
        await using var project = await ProjectAsync(builder);
        var helper = Helper(project, "store", CredentialHelperScript.Answer(PrivateRegistry.UserName, PrivateRegistry.Password));

        // The helper writes its calls there, and a base image that the engine doesn't list may ask for the context.
        project.WithFile(".docker/config.json", """{"credsStore":"store"}""").WithFile(".dockerignore", "bin\n");
        await project.BuildAsync();
        Assert.Single(helper.Calls);

        Assert.True((await project.BuildAsync()).UpToDate);
        await project.WithOptions(o => o with { Always = true }).BuildAsync();

        Assert.Equal(builder == BuilderChoice.Classic ? 1 : 2, helper.Calls.Count);
    }

    [EngineFact]
    public async Task A_base_that_BuildKit_fetched_is_known_as_long_as_the_engine_has_no_other_of_its_name()
    {
        await using var project = await ProjectAsync(BuilderChoice.BuildKit);
        project.WithFile(".docker/config.json", registry.Settings());
        var from = project.Options.Lines[0].Text["FROM ".Length..];
        project.WithAll($"FROM {from}", $"COPY --from={from} /bin/sh /x", "CMD x");
        await project.BuildAsync();
        Assert.Null(await project.FindAsync(from));
        Assert.True((await project.BuildAsync()).UpToDate);

        await project.Engine.Images.TagAsync(TestImages.Base, ImageReference.Parse(from), TestContext.Current.CancellationToken);

        Assert.False((await project.BuildAsync()).UpToDate);
        Assert.True((await project.BuildAsync()).UpToDate);
    }

    private async Task<BuildProject> ProjectAsync(BuilderChoice builder)
    {
        var project = await BuildProject.CreateAsync(builder);
        var image = await registry.PushBaseAsync(project.Engine, $"private/{project.Name}");
        return project.WithAll($"FROM {image}", "CMD x");
    }

    private static CredentialHelperScript Helper(BuildProject project, string name, string script)
    {
        project.WithFile("bin/empty", "").Variables["PATH"] = project.Path("bin");
        return new CredentialHelperScript(project.Path("bin"), name, script);
    }

    /// <summary>Nothing that was told or left behind holds the password, plain or as the engine gets it.</summary>
    private static void AssertUntold(BuildProject project, params Diagnostic[] errors)
    {
        IEnumerable<string> told =
        [
            .. project.Output,
            .. project.Report.Messages.Select(message => message.Text),
            .. project.Report.Warnings.Concat(errors).Select(diagnostic => diagnostic.Text),
            .. Directory.GetFiles(project.Path("obj"), "*", SearchOption.AllDirectories).Select(File.ReadAllText),
        ];
        Assert.NotEmpty(told);
        NonEmpty.All(told, text =>
        {
            Assert.DoesNotContain(PrivateRegistry.Password, text, StringComparison.Ordinal);
            Assert.DoesNotContain(PrivateRegistry.Login(), text, StringComparison.Ordinal);
        });
    }
}
