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

    [Fact]
    public void A_file_is_no_context()
    {
        File.WriteAllText(_project.Path("file"), "");

        var error = Assert.Single(Errors("1.42", BuilderChoice.BuildKit, new NamedContext("shared", "file")));

        Assert.Equal("HRP3122", error.Code);
        Assert.Contains("is a file", error.Text, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("oci-layout://one", "1")]
    [InlineData("oci-layout://many:2.0", "2")]
    [InlineData("oci-layout://many", "3")]
    [InlineData("oci-layout://many:docker.io/x/named:9", null)]
    [InlineData("oci-layout://many@sha256:2", "2")]
    [InlineData("oci-layout://many:1.0@sha256:2", "2")]
    [InlineData("oci-layout://many:3.0", null, "does not have '3.0'. It has 2.0, latest")]
    [InlineData("oci-layout://many@sha256:9", null, "does not contain sha256:9999")]
    [InlineData("oci-layout://one:other", null, "does not have 'other'")]
    [InlineData("oci-layout://cut", null, "not all of it")]
    [InlineData("oci-layout://linked", null, "does not contain")]
    [InlineData("oci-layout://missing", null, "does not exist")]
    [InlineData("oci-layout://one/blobs", null, "has no index.json")]
    [InlineData("oci-layout://one/index.json", null, "tar -xf")]
    [InlineData("oci-layout://broken", null, "can't be read")]
    [InlineData("oci-layout://list", null, "can't be read")]
    public void A_layouts_image_is_found_by_its_tag_or_digest_or_is_an_error_at_its_item(string source, string? image, string reason = "")
    {
        WriteLayout("one", """{"manifests":[{"digest":"@1","size":3}]}""", '1');
        WriteLayout("many", """{"manifests":[{"digest":"@2","annotations":{"org.opencontainers.image.ref.name":"2.0"}},{"digest":"@3","annotations":{"org.opencontainers.image.ref.name":"latest"}}]}""", '2', '3');
        WriteLayout("cut", """{"manifests":[{"digest":"@1","size":4}]}""", '1');
        WriteLayout("linked", """{"manifests":[{"digest":"@4"}]}""", '1');
        File.CreateSymbolicLink(_project.Path($"linked/blobs/sha256/{new string('4', 64)}"), new string('1', 64));
        WriteLayout("broken", "{");
        WriteLayout("list", "[]");
        ImageBuildRequest? request = null;

        var errors = Thrown.By(() => request = Request("1.44", BuilderChoice.BuildKit, new NamedContext("tools", Digests(source))));

        Assert.Equal(image is null ? [("HRP3129", new ItemReference("DockerNamedContext", "tools"))] : [], errors.Select(error => (error.Code, error.Item!)));
        Assert.Contains(reason, string.Concat(errors.Select(error => error.Text)), StringComparison.Ordinal);
        Assert.Equal(image is null ? null : $"oci-layout://{_project.Path(source.Split(':')[1][2..].Split('@')[0])}{Digests($"@{image}")}", request?.NamedContexts[0].Source);
        Assert.Equal(image is not null, request?.NamedContexts[0].Address is { } address && address.StartsWith("oci-layout://layout-", StringComparison.Ordinal) && address.EndsWith(Digests($"@{image}"), StringComparison.Ordinal));
    }

    [Fact]
    public void Only_BuildKit_reads_a_layout()
    {
        WriteLayout("one", """{"manifests":[{"digest":"@1"}]}""", '1');

        Assert.Equal(["HRP3124"], Errors("1.44", BuilderChoice.Classic, new NamedContext("tools", "oci-layout://one")).Select(error => error.Code));
        Assert.Equal(["HRP3123"], Errors("1.41", BuilderChoice.BuildKit, new NamedContext("tools", "oci-layout://one")).Select(error => error.Code));
    }

    private void WriteLayout(string folder, string index, params char[] blobs)
    {
        var place = Directory.CreateDirectory(_project.Path($"{folder}/blobs/sha256")).FullName;
        File.WriteAllText(_project.Path($"{folder}/index.json"), Digests(index));
        foreach (var blob in blobs)
        {
            File.WriteAllText(Path.Combine(place, new string(blob, 64)), "abc");
        }
    }

    /// <summary>A text with a whole digest in place of each digit behind an at sign.</summary>
    private static string Digests(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, "@(?:sha256:)?([0-9])", match => $"{(match.Index > 0 && text[match.Index - 1] == '"' ? "" : "@")}sha256:{new string(match.Groups[1].Value[0], 64)}");

    private ImmutableArray<Diagnostic> Errors(string version, BuilderChoice builder, params NamedContext[] contexts) => Thrown.By(() => Request(version, builder, contexts));

    private ImageBuildRequest Request(string version, BuilderChoice builder, params NamedContext[] contexts) => ImageBuildRequests.Of(
        _project.Options with { NamedContexts = [.. contexts], Builder = builder },
        new Endpoint(new Uri("unix:///x"), "test"),
        EngineCapabilities.Of(new EnginePing(Version.Parse(version), "2", "linux", IsPodman: false)),
        _project.Host,
        _project.Report);
}
