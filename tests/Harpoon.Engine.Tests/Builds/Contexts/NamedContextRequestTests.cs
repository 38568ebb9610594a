using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.BuildKit.Solving;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Contexts;

/// <summary>What is wrong with a named context is said at its item, before anything is sent.</summary>
public sealed class NamedContextRequestTests : IDisposable
{
    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Shared", "/", "HRP3120")]
    [InlineData("", "/", "HRP3120")]
    [InlineData("scratch", "/", "HRP3120")]
    [InlineData("Context", "/", "HRP3120")]
    [InlineData("a b", "/", "HRP3120")]
    [InlineData("shared", "", "HRP3121")]
    [InlineData("shared", "ssh://git@example.org/a.git", "HRP3121")]
    [InlineData("shared", "docker-image://", "HRP3121")]
    [InlineData("shared", "docker-image://A", "HRP3121")]
    [InlineData("shared", "missing", "HRP3122")]
    [InlineData("shared", "https://user:word@example.org/a.git", "HRP3125")]
    [InlineData("shared", "https://token@example.org/a", "HRP3125")]
    [InlineData("example.org/shared:1", "/", null)]
    [InlineData("shared", "git@example.org:a.git", null)]
    [InlineData("shared", "https://example.org/a@b", null)]
    public void A_context_that_can_not_be_used_is_an_error(string name, string source, string? code)
    {
        var errors = Errors("1.42", BuilderChoice.BuildKit, new NamedContext(name, source));

        Assert.Equal(code is null ? [] : [(code, new ItemReference("DockerNamedContext", name))], errors.Select(error => (error.Code, error.Item!)));
        Assert.DoesNotContain(errors, error => error.Text.Contains("word", StringComparison.Ordinal) || error.Text.Contains("token@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("shared", "shared:latest")]
    [InlineData("shared", "docker.io/library/shared")]
    public void Two_contexts_of_one_name_are_an_error(string name, string other) => Assert.Equal(
        [("HRP3055", other)],
        Errors("1.42", BuilderChoice.BuildKit, new(name, "/"), new(other, "/")).Select(error => (error.Code, error.Item!.Include)));

    [Theory]
    [InlineData("1.41", BuilderChoice.BuildKit, "", "HRP3123")]
    [InlineData("1.41", BuilderChoice.BuildKit, "# syntax=docker/dockerfile:1\n", null)]
    [InlineData("1.42", BuilderChoice.BuildKit, "", null)]
    [InlineData("1.42", BuilderChoice.Classic, "", "HRP3124")]
    public void A_builder_that_would_pass_over_it_is_not_asked(string version, BuilderChoice builder, string directive, string? code)
    {
        _project.Options = _project.Options with { Text = directive + "FROM base", Lines = [] };

        Assert.Equal(code is null ? [] : [code], Errors(version, builder, new NamedContext("schema", "https://example.org/a.git")).Select(error => error.Code));
    }

    [Fact]
    public void The_classic_builder_gets_folders_and_images_but_no_folder_with_a_pull()
    {
        NamedContext[] contexts = [new("shared", "/"), new("tools", "docker-image://tools")];

        Assert.Empty(Errors("1.42", BuilderChoice.Classic, contexts));
        _project.Options = _project.Options with { Pull = true };
        Assert.Equal([("HRP3126", "shared")], Errors("1.42", BuilderChoice.Classic, contexts).Select(error => (error.Code, error.Item!.Include)));
    }

    [Fact]
    public void A_folder_is_sought_from_the_projects_folder()
    {
        Directory.CreateDirectory(_project.Path("lib/shared"));

        var request = Request("1.42", BuilderChoice.BuildKit, new NamedContext("docker.io/shared:latest", " lib/shared/ "));

        Assert.Equal([new NamedContext("shared", _project.Path("lib/shared"))], request.NamedContexts);
    }

    [Fact]
    public void BuildKit_gets_each_by_its_address_and_no_folder_by_a_name_of_its_own_folders()
    {
        var request = Request("1.42", BuilderChoice.BuildKit, new("shared:1", "/"), new("dockerfile", "/"), new("tools", "docker-image://tools:2"), new("schema", "git@example.org:a.git#main"));

        var attributes = SolveRequests.Of(request, "session").FrontendAttributes;

        Assert.Equal(
            [("context:dockerfile", "local:_dockerfile"), ("context:schema", "git@example.org:a.git#main"), ("context:shared:1", "local:shared:1"), ("context:tools", "docker-image://tools:2")],
            attributes.Where(attribute => attribute.Key.StartsWith("context:", StringComparison.Ordinal)).Select(attribute => (attribute.Key, attribute.Value)));
        Assert.Equal("moby.buildkit.frontend.contexts+forward", attributes["frontend.caps"]);
    }

    private ImmutableArray<Diagnostic> Errors(string version, BuilderChoice builder, params NamedContext[] contexts) => Thrown.By(() => Request(version, builder, contexts));

    private ImageBuildRequest Request(string version, BuilderChoice builder, params NamedContext[] contexts) => ImageBuildRequests.Of(
        _project.Options with { NamedContexts = [.. contexts], Builder = builder },
        new Endpoint(new Uri("unix:///x"), "test"),
        EngineCapabilities.Of(new EnginePing(Version.Parse(version), "2", "linux", IsPodman: false)),
        _project.Host,
        _project.Report);
}
