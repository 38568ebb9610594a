using Harpoon.Engine.Client.Dialects;

namespace Harpoon.Engine.Tests.Client.Dialects;

/// <summary>The messages are the builders' own.</summary>
public sealed class StepFailureTests
{
    [Theory]
    [InlineData("BuildKit", "failed to compute cache key: \"/a/b\" not found: not found", "a/b")]
    [InlineData("BuildKit, newer", "failed to compute cache key: failed to calculate checksum of ref x::y: \"/a/b\": not found", "a/b")]
    [InlineData("BuildKit of 20.10", "failed to walk /var/lib/docker/tmp/buildkit-mount123/a: lstat /var/lib/docker/tmp/buildkit-mount123/a: no such file or directory", "a")]
    [InlineData("classic", "COPY failed: file not found in build context or excluded by .dockerignore: stat a/b: file does not exist", "a/b")]
    [InlineData("Buildah", "building at STEP \"COPY a/b /\": checking on sources under \"/c\": copier: stat: \"/a/b\": no such file or directory", "a/b")]
    [InlineData("classic", "COPY failed: no source files were specified", null)]
    public void Each_builder_names_the_file_that_it_did_not_find(string builder, string message, string? expected) =>
        Assert.True(expected == StepFailure.MissingPath(message), $"{builder}: {StepFailure.MissingPath(message)}");

    [Theory]
    [InlineData("process \"/bin/sh -c exit 7\" did not complete successfully: exit code: 7", 7)]
    [InlineData("executor failed running [/bin/sh -c echo exit code: 3]: exit code: 7", 7)]
    [InlineData("process \"/bin/sh -c true\" did not complete successfully: context canceled", null)]
    public void BuildKits_exit_code_is_the_last_number(string message, int? expected) => Assert.Equal(expected, StepFailure.BuildKitExitCode(message));

    [Theory]
    [InlineData("building at STEP \"RUN exit 7\": while running runtime: exit status 7", 7)]
    [InlineData("building at STEP \"RUN x\": something else", null)]
    public void Buildahs_exit_code_is_the_runtimes(string message, int? expected) => Assert.Equal(expected, StepFailure.BuildahExitCode(message));

    [Fact]
    public void Buildahs_message_is_shown_without_the_step() =>
        Assert.Equal("something else", StepFailure.WithoutStep("building at STEP \"RUN x\": something else", "RUN x"));
}
