using System.Collections.Immutable;
using Harpoon.Engine.Builds;
using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Client.Dialects;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Metadata;

/// <summary>One time for all that is in an image, and labels that don't change by themselves.</summary>
public sealed class SourceDateTests : IAsyncDisposable
{
    private const string Variable = "SOURCE_DATE_EPOCH";
    private const string Containerd = """{"DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]]}""";

    private readonly FakeProject _project = new();
    private readonly FakeEngine _engine = new();

    public async ValueTask DisposeAsync()
    {
        _project.Dispose();
        await _engine.DisposeAsync();
    }

    [Theory]
    [InlineData("1735689600", null, "1735689600")]
    [InlineData(" 0 ", null, "0")]
    [InlineData("5", "7", "5")]
    [InlineData(null, "7", "7")]
    [InlineData(" ", "7", "7")]
    [InlineData(null, "", null)]
    [InlineData(null, null, null)]
    public void The_project_goes_before_the_environment(string? text, string? variable, string? expected)
    {
        Set(text, variable);

        var request = Request();

        Assert.Equal(expected, request.Metadata.SourceDate?.Text);
        Assert.Equal(expected, request.Arguments.GetValueOrDefault(Variable));
    }

    [Theory]
    [InlineData("now", null, "DockerSourceDateEpoch")]
    [InlineData("-1", null, "DockerSourceDateEpoch")]
    [InlineData("2025-01-01", null, "DockerSourceDateEpoch")]
    [InlineData("253402300800", null, "DockerSourceDateEpoch")]
    [InlineData(null, "now", null)]
    public void Another_text_is_an_error_before_an_engine_is_asked(string? text, string? variable, string? property)
    {
        Set(text, variable);

        var error = Assert.Throws<HarpoonException>(() => ImageBuildCheck.Check(_project.Options, _project.Host)).Diagnostics.Single();

        Assert.Equal(("HRP3210", property), (error.Code, error.Property));
    }

    [Fact]
    public async Task The_last_commits_time_is_read_from_the_repository()
    {
        Assert.SkipUnless(ExternalProgram.Exists("git"), "git is not installed.");
        Set("git", null);
        await CommitAsync();
        Directory.CreateDirectory(_project.Path("obj"));
        _project.Options = _project.Options with { Metadata = _project.Options.Metadata with { HasOciLabels = true } };

        var request = Request();

        Assert.Equal("1700000000", request.Arguments[Variable]);
        Assert.Equal("2023-11-14T22:13:20Z", request.Labels["org.opencontainers.image.created"]);
        Assert.Equal((await GitAsync("rev-parse", "HEAD")).Trim(), request.Labels["org.opencontainers.image.revision"]);
    }

    [Fact]
    public void Without_a_repository_it_is_an_error()
    {
        Set("git", null);

        var error = Assert.Throws<HarpoonException>(() => Request()).Diagnostics.Single();

        Assert.Equal(("HRP3211", "DockerSourceDateEpoch"), (error.Code, error.Property));
    }

    [Theory]
    [InlineData("5", "5", true)]
    [InlineData("5", "6", false)]
    public void A_build_argument_with_another_time_is_an_error(string text, string argument, bool isBuilt)
    {
        Set(text, null);
        _project.Options = _project.Options with { Arguments = [new(Variable, argument)] };

        Assert.Equal(isBuilt ? [] : ["HRP3213"], Thrown.CodesBy(() => Request()));
    }

    [Fact]
    public void A_build_argument_goes_before_the_environment()
    {
        Set(null, "7");
        _project.Options = _project.Options with { Arguments = [new(Variable, "6")] };

        Assert.Equal("6", Request().Arguments[Variable]);
    }

    [Fact]
    public void Labels_are_those_of_the_project_and_none_changes_by_itself()
    {
        _project.Options = _project.Options with
        {
            Metadata = new ImageMetadataOptions
            {
                HasOciLabels = true,
                OciLabels = ImmutableDictionary<string, string>.Empty.Add("title", "Herring").Add("version", "1.2").Add("source", "https://user:token@example.com/fish/herring.git"),
            },
            Labels = ImmutableDictionary<string, string>.Empty.Add("org.opencontainers.image.version", "mine"),
        };

        Assert.Equal(
            [
                ("harpoon.project", "label"), ("org.opencontainers.image.source", "https://example.com/fish/herring"), ("org.opencontainers.image.title", "Herring"),
                ("org.opencontainers.image.version", "mine"),
            ],
            Request().Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => (label.Key, label.Value)));
    }

    [Theory]
    [InlineData("git@example.com:fish/herring.git", "git@example.com:fish/herring")]
    [InlineData("https://example.com/fish/herring", "https://example.com/fish/herring")]
    public void The_address_of_sources_stays_as_it_is_but_for_what_git_wants(string address, string label)
    {
        _project.Options = _project.Options with
        {
            Metadata = new ImageMetadataOptions { HasOciLabels = true, OciLabels = ImmutableDictionary<string, string>.Empty.Add("source", address) },
        };

        Assert.Equal(label, Request().Labels["org.opencontainers.image.source"]);
    }

    [Theory]
    [InlineData("1.51", Containerd, true, null)]
    [InlineData("1.43", Containerd, false, "are not, so another build")]
    [InlineData("1.51", "{}", false, "are not, so another build")]
    [InlineData("1.41", "{}", false, "image's times are not set")]
    public async Task What_an_engine_can_not_set_is_a_warning(string version, string info, bool rewrites, string? warning)
    {
        Set("5", null);
        await using var engine = new FakeEngine { Info = info };

        var request = await MetadataCheck.PutInAsync(Request(version), engine, _project.Report, TestContext.Current.CancellationToken);

        Assert.Equal(rewrites, request.Metadata.RewritesTimestamps);
        Assert.Equal(warning is not null, _project.Report.Warnings.Any(found => found.Code == "HRP3212" && found.Property == "DockerSourceDateEpoch" && found.Text.Contains(warning!, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task For_the_environments_time_it_is_a_message()
    {
        Set(null, "5");
        _project.Options = _project.Options with { Builder = BuilderChoice.Classic };

        await _project.BuildAsync(_engine);

        Assert.Empty(_project.Report.Warnings);
        Assert.Contains(_project.Report.Messages, message => message.Text.Contains("times are not set", StringComparison.Ordinal));
        Assert.DoesNotContain(Assert.Single(_engine.Builds), pair => pair.Key == "buildargs");
    }

    [Fact]
    public async Task The_classic_builder_gets_the_projects_time_as_an_argument()
    {
        Set("5", null);
        _project.Options = _project.Options with { Builder = BuilderChoice.Classic, Lines = [new("FROM base"), new("ARG A SOURCE_DATE_EPOCH=1")] };

        await _project.BuildAsync(_engine);

        Assert.Contains(Assert.Single(_engine.Builds), pair => pair is { Key: "buildargs", Value: """{"SOURCE_DATE_EPOCH":"5"}""" });
        Assert.Equal("HRP3212", Assert.Single(_project.Report.Warnings).Code);
    }

    [Fact]
    public async Task One_that_the_Dockerfile_does_not_declare_is_not_sent_to_be_warned_of()
    {
        Set("5", null);
        _project.Options = _project.Options with { Builder = BuilderChoice.Classic };

        await _project.BuildAsync(_engine);

        Assert.DoesNotContain(Assert.Single(_engine.Builds), pair => pair.Key == "buildargs");
    }

    private void Set(string? text, string? variable)
    {
        _project.Options = _project.Options with { Builder = BuilderChoice.BuildKit, Metadata = new ImageMetadataOptions { SourceDateEpoch = text } };
        if (variable is not null)
        {
            _project.Variables[Variable] = variable;
        }
    }

    private ImageBuildRequest Request(string version = "1.51") => ImageBuildRequests.Of(
        _project.Options, _engine.Endpoint, EngineCapabilities.Of(new EnginePing(Version.Parse(version), null, "linux", IsPodman: false)), _project.Host, _project.Report);

    private async Task CommitAsync()
    {
        await GitAsync("init", "--quiet");
        await GitAsync("-c", "user.name=A", "-c", "user.email=a@example.com", "commit", "--quiet", "--allow-empty", "-m", "one");
    }

    private Task<string> GitAsync(params string[] arguments) => ExternalProgram.RunAsync(
        "git", arguments, new Dictionary<string, string> { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_COMMITTER_DATE"] = "1700000000 +0000" }, _project.Path("."));
}
