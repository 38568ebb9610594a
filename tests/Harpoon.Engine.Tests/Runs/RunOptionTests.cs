using Harpoon.Engine.Client.Api.Containers;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs;
using Harpoon.Engine.Runs.Options;
using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunOptionTests
{
    [Theory]
    [InlineData("1048576", 1048576)]
    [InlineData("0", 0)]
    [InlineData("32b", 32)]
    [InlineData("512m", 512L << 20)]
    [InlineData("512M", 512L << 20)]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData("1.5g", 3L << 29)]
    [InlineData("1gb", 1L << 30)]
    [InlineData("2T", 2L << 40)]
    [InlineData("0.1k", 102)]
    public void Memory_is_read_as_the_docker_CLI_reads_it(string text, long bytes) =>
        Assert.Equal(bytes, MemorySize.Parse(text).Bytes);

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("-1m")]
    [InlineData("1x")]
    [InlineData("1bb")]
    [InlineData("1mib b")]
    [InlineData("1 2")]
    [InlineData("1,5g")]
    [InlineData("1mi")]
    [InlineData("99999999p")]
    public void What_is_no_amount_of_memory_is_refused(string text) =>
        Assert.Equal("HRP4002", CodeOf(() => MemorySize.Parse(text)));

    [Theory]
    [InlineData("2", 2_000_000_000)]
    [InlineData("0.5", 500_000_000)]
    [InlineData("1.000000001", 1_000_000_001)]
    [InlineData("1/2", 500_000_000)]
    [InlineData("5e-1", 500_000_000)]
    [InlineData("0", 0)]
    public void Cpus_are_read_as_the_docker_CLI_reads_them(string text, long nanos) =>
        Assert.Equal(nanos, CpuCount.Parse(text).NanoCpus);

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1/3")]
    [InlineData("1/0")]
    [InlineData("0.0000000001")]
    [InlineData("two")]
    [InlineData("1,5")]
    public void What_is_no_number_of_cpus_is_refused(string text) =>
        Assert.Equal("HRP4003", CodeOf(() => CpuCount.Parse(text)));

    [Theory]
    [InlineData("A=b", "A", "b")]
    [InlineData("A=", "A", "")]
    [InlineData("A=b=c d", "A", "b=c d")]
    [InlineData("FROM_BUILD", "FROM_BUILD", "value")]
    public void A_variable_is_a_name_and_a_value(string text, string name, string value) =>
        Assert.Equal(
            new EnvironmentVariable(name, value) { IsInherited = text == "FROM_BUILD" },
            EnvironmentVariable.Parse(text, variable => variable == "FROM_BUILD" ? "value" : null));

    [Fact]
    public void A_variable_that_the_build_does_not_have_is_none() =>
        Assert.Null(EnvironmentVariable.Parse("NONE", _ => null));

    [Theory]
    [InlineData("")]
    [InlineData("=b")]
    [InlineData("A=\0")]
    public void What_is_no_variable_is_refused(string text) =>
        Assert.Equal("HRP4005", CodeOf(() => EnvironmentVariable.Parse(text, _ => null)));

    [Theory]
    [InlineData("a")]
    [InlineData("-ab")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("é1")]
    public void What_is_no_container_name_is_refused(string name) =>
        Assert.Equal("HRP4004", CodeOf(() => RunChecks.Check(new ContainerRunOptions(new ContainerSpec("i") { Name = name }))));

    [Fact]
    public void A_command_and_arguments_exclude_each_other() =>
        Assert.Equal("HRP4001", CodeOf(() => RunChecks.Check(new ContainerRunOptions(new ContainerSpec("i") { Command = ["b"] }) { Command = "a" })));

    [Fact]
    public void Negative_times_are_refused()
    {
        Assert.Equal("HRP4006", CodeOf(() => RunChecks.Check(new ContainerRunOptions("i") { Timeout = TimeSpan.FromSeconds(-1) })));
        Assert.Equal("HRP4006", CodeOf(() => RunChecks.Check(new ContainerRunOptions(new ContainerSpec("i") { StopTimeout = TimeSpan.FromSeconds(-1) }))));
    }

    private static string CodeOf(Func<object?> action) => Assert.Single(Assert.Throws<HarpoonException>(action).Diagnostics).Code;

    private static string CodeOf(Action action) => CodeOf(() =>
    {
        action();
        return null;
    });
}
