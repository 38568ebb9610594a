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
    public void Booleans_are_read_as_MSBuild_reads_them(string? text, bool? expected) =>
        Assert.Equal(expected, ParameterValue.Boolean("Init", text));

    [Fact]
    public void Units_are_those_of_Exec_and_of_docker()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(1500), ParameterValue.Milliseconds("Timeout", "1500"));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), ParameterValue.Seconds("StopTimeout", "1.5"));
    }

    [Theory]
    [InlineData("30s", "30", "30000")]
    [InlineData("1m30s", "90", "90000")]
    [InlineData("500ms", "0.5", "500")]
    [InlineData("1h", "3600", "3600000")]
    [InlineData("00:05:00", "300", "300000")]
    public void A_time_with_its_unit_is_refused_with_the_number(string text, string seconds, string milliseconds)
    {
        var inSeconds = Assert.Throws<HarpoonException>(() => ParameterValue.Seconds("WaitTimeout", text)).Diagnostics.Single();
        var inMilliseconds = Assert.Throws<HarpoonException>(() => ParameterValue.Milliseconds("Timeout", text)).Diagnostics.Single();

        Assert.EndsWith($"is not a number of seconds; write {seconds}.", inSeconds.Text, StringComparison.Ordinal);
        Assert.EndsWith($"is not a number of milliseconds; write {milliseconds}.", inMilliseconds.Text, StringComparison.Ordinal);
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
        Assert.Equal("HRP1060", Assert.Throws<HarpoonException>(() => ParameterValue.Boolean("Init", "maybe")).Diagnostics.Single().Code);
}
