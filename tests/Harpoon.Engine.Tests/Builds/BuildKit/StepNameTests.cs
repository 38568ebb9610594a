using Harpoon.Engine.Builds.BuildKit.Progress;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class StepNameTests
{
    [Theory]
    [InlineData("[2/5] RUN make", "", 2, 5, "RUN make")]
    [InlineData("[ 2/15] COPY [a] /", "", 2, 15, "COPY [a] /")]
    [InlineData("[build 1/4] FROM x", "build", 1, 4, "FROM x")]
    [InlineData("[stage-1  3/10] WORKDIR /x", "stage-1", 3, 10, "WORKDIR /x")]
    [InlineData("[linux/arm64 build 2/5] RUN x", "build", 2, 5, "RUN x", "linux/arm64")]
    [InlineData("[linux/arm/v7 2/5] RUN x", "", 2, 5, "RUN x", "linux/arm/v7")]
    [InlineData("[linux/amd64->arm64 build 2/5] RUN x", "build", 2, 5, "RUN x", "linux/amd64->arm64")]
    public void A_step_is_read(string name, string stage, int number, int total, string instruction, string platform = "") =>
        Assert.Equal(new StepName(stage, number, total, instruction) { Platform = platform }, StepName.Read(name));

    [Theory]
    [InlineData("")]
    [InlineData("[] x")]
    [InlineData("[internal] load build context")]
    [InlineData("exporting to image")]
    [InlineData("[2/5]")]
    [InlineData("[a/b] x")]
    public void What_is_no_step_is_none(string name) => Assert.Null(StepName.Read(name));

    [Theory]
    [InlineData(3, "[1/3] FROM x", "[2/3] RUN a", "[3/3] RUN b")]
    [InlineData(3, "[1/1] FROM x", "[2/3] RUN a", "[3/3] RUN b")]
    [InlineData(3, "[1/5] FROM x", "[2/3] RUN a", "[3/3] RUN b")]
    [InlineData(3, "[3/3] RUN b")]
    [InlineData(5, "[build 1/2] FROM x", "[build 2/2] RUN a", "[stage-1 1/3] FROM y", "[stage-1 3/3] COPY a")]
    [InlineData(4, "[linux/amd64 1/2] COPY a", "[linux/amd64 2/2] COPY b", "[linux/arm64 1/2] COPY a", "[linux/arm64 2/2] COPY b")]
    [InlineData(0)]
    public void A_step_that_another_build_does_meanwhile_counts_as_this_builds(int total, params string[] names) =>
        Assert.Equal(total, StepName.CountAll(names.Select(name => StepName.Read(name)!)));
}
