using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Options;

namespace Harpoon.Engine.Tests.Runs.Options;

public sealed class RequestedVariablesTests
{
    [Fact]
    public void A_value_comes_from_the_project_then_the_build_then_the_default() => Assert.Equal(
        [new("A", "project"), new("B", "build") { IsInherited = true }, new("C", "default"), new("E", "") { IsInherited = true }],
        Resolve(
            new("A", "project", Required: true, Default: "default"),
            new("B", null, Required: true, Default: "default"),
            new("C", null, Default: "default"),
            new("D", null),
            new("E", null)));

    [Fact]
    public void Set_to_nothing_is_missing_for_what_is_required_or_has_a_default()
    {
        Assert.Equal([new("E", "default")], Resolve(new RequestedVariable("E", null, Default: "default")));
        Assert.Equal("HRP4103", Refused(new RequestedVariable("E", null, Required: true)).Code);
    }

    [Fact]
    public void One_error_names_all_that_are_missing_and_no_value() =>
        Assert.Contains(": X, E, Y.", Refused(new("X", null, true), new("B", null, true), new("E", null, true), new("Y", null, true)).Text, StringComparison.Ordinal);

    private static Diagnostic Refused(params RequestedVariable[] requests) =>
        Assert.Single(Assert.Throws<HarpoonException>(() => Resolve(requests)).Diagnostics);

    private static ImmutableArray<EnvironmentVariable> Resolve(params RequestedVariable[] requests) =>
        RequestedVariables.Resolve(requests, name => name switch { "B" => "build", "E" => "", _ => null });
}
