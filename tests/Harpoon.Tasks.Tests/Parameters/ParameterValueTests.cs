using Harpoon.Engine.Diagnostics;
using Harpoon.Tasks.Parameters;

namespace Harpoon.Tasks.Tests.Parameters;

public sealed class ParameterValueTests
{
    [Theory]
    [InlineData("true", true)]
    [InlineData(" True ", true)]
    [InlineData("off", false)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Truth_is_read_as_MSBuild_reads_it(string? text, bool? expected) =>
        Assert.Equal(expected, ParameterValue.Truth("Init", text));

    [Fact]
    public void Units_are_those_of_Exec_and_of_docker()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(1500), ParameterValue.Milliseconds("Timeout", "1500"));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), ParameterValue.Seconds("StopTimeout", "1.5"));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("1e300")]
    public void A_time_that_is_none_is_an_error_that_names_it(string text)
    {
        var error = Assert.Throws<HarpoonException>(() => ParameterValue.Milliseconds("Timeout", text)).Diagnostics.Single();

        Assert.Equal("HRP1060", error.Code);
        Assert.Contains(text, error.Text, StringComparison.Ordinal);
        Assert.Contains("Timeout", error.Text, StringComparison.Ordinal);
        Assert.Contains("milliseconds", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truth_that_is_none_is_an_error() =>
        Assert.Equal("HRP1060", Assert.Throws<HarpoonException>(() => ParameterValue.Truth("Init", "maybe")).Diagnostics.Single().Code);
}
