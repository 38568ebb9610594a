using Harpoon.Engine.Builds.Outputs;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Outputs;

/// <summary><c>DockerBuildOutput</c> is read as the docker CLI reads <c>--output</c>.</summary>
public sealed class BuildOutputsTests
{
    private static readonly HostEnvironment Host = new(_ => null, Path.GetFullPath("/work"), "/home");

    [Theory]
    [InlineData("out", "local", "/work/out")]
    [InlineData(" out/sub ", "local", "/work/out/sub")]
    [InlineData("a=b", "local", "/work/a=b")]
    [InlineData("type=local,dest=out", "local", "/work/out")]
    [InlineData("type=tar,dest=/x/out.tar", "tar", "/x/out.tar")]
    [InlineData("TYPE=oci,DEST=out.tar", "oci", "/work/out.tar")]
    [InlineData("type=oci,DEST=out.tar", "oci", "/work/out.tar")]
    [InlineData("type=docker,\"dest=a,b.tar\"", "docker", "/work/a,b.tar")]
    [InlineData("type=docker", "docker", "/work/named.tgz")]
    [InlineData("type=tar", "tar", "/work/named.tgz")]
    public void An_output_has_a_type_and_a_place(string text, string type, string path)
    {
        var output = Parse(text);

        Assert.NotNull(output);
        Assert.Equal((type, Path.GetFullPath(path)), (output.Type, output.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Without_one_an_image_is_built(string? text) => Assert.Null(Parse(text));

    [Theory]
    [InlineData("-", "no standard output")]
    [InlineData("type=tar,dest=-", "no standard output")]
    [InlineData("type=local", "needs a folder")]
    [InlineData("type=local,dest=", "needs a folder")]
    [InlineData("type=image,name=app", "DockerPush pushes it")]
    [InlineData("type=registry", "DockerPush pushes it")]
    [InlineData("type=zip,dest=a", "'zip' is not a type")]
    [InlineData("dest=a,mode=b", "it has no type")]
    [InlineData("type=oci,dest=a.tar,tar=false", "'tar' is not supported")]
    [InlineData("type=local,dest=a,compression=gzip", "'compression' is not supported")]
    [InlineData("type=oci,a.tar", "'a.tar' is not a name and a value")]
    [InlineData("type=oci,\"dest=a.tar", "quotation mark")]
    public void What_can_not_be_written_is_an_error_that_says_why(string text, string why)
    {
        var error = Assert.Single(Thrown.By(() => Parse(text)));

        Assert.Equal("HRP3140", error.Code);
        Assert.Equal("DockerBuildOutput", error.Property);
        Assert.Contains(why, error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_without_a_file_needs_an_archive() =>
        Assert.Contains("or DockerArchive", Assert.Single(Thrown.By(() => BuildOutputs.Parse("type=oci", archive: " ", Host))).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("type=tar")]
    [InlineData("type=local")]
    [InlineData("dest=out.tar,compression=zstd")]
    public void What_MSBuilds_command_line_leaves_of_a_value_with_commas_is_an_error_that_says_how_to_write_it(string text) =>
        Assert.Contains("%2C", Assert.Single(Thrown.By(() => BuildOutputs.Parse(text, archive: null, Host))).Text, StringComparison.Ordinal);

    [Fact]
    public void Attributes_of_images_are_passed_on() =>
        Assert.Equal("zstd", Parse("type=oci,dest=a.tar,compression=zstd")!.Attributes["compression"]);

    private static BuildOutput? Parse(string? text) => BuildOutputs.Parse(text, "named.tgz", Host);
}
