using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Runs.Spec;
using Harpoon.Engine.Services.Spec;

namespace Harpoon.Engine.Tests.Services;

public sealed class ServiceGraphTests
{
    [Fact]
    public void A_service_stands_behind_those_that_it_depends_on() =>
        Assert.Equal(["db", "cache", "api", "web"], Order(Of("web", "api", "cache"), Of("api", "db", "cache"), Of("cache", "db"), Of("db")));

    [Fact]
    public void Services_that_need_no_one_stay_as_they_were_written() => Assert.Equal(["b", "a", "c"], Order(Of("b"), Of("a"), Of("c")));

    [Fact]
    public void A_dependency_is_found_without_regard_to_case() => Assert.Equal(["DB", "web"], Order(Of("web", "db"), Of("DB")));

    [Theory]
    [InlineData("a -> b -> a", "a:b", "b:a")]
    [InlineData("a -> a", "a:a")]
    [InlineData("b -> c -> d -> b", "a:b", "b:c", "c:d", "d:b")]
    public void A_circle_is_shown(string circle, params string[] services)
    {
        var error = ErrorOf([.. services.Select(text => text.Split(':')).Select(pair => Of(pair[0], pair[1]))]);

        Assert.Equal("HRP4204", error.Code);
        Assert.Contains($": {circle}.", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dependency_that_is_no_service_is_an_error_at_the_item_that_names_it()
    {
        var error = ErrorOf(Of("web", "bd"), Of("db"));

        Assert.Equal("HRP4203", error.Code);
        Assert.Equal(new ItemReference("DockerService", "web"), error.Item);
        Assert.Contains("'bd'", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("db", "DB")]
    [InlineData("db", "db")]
    public void Two_of_one_name_are_an_error(string first, string second) => Assert.Equal("HRP4202", ErrorOf(Of(first), Of(second)).Code);

    [Theory]
    [InlineData("my db")]
    [InlineData("-db")]
    [InlineData("db/1")]
    [InlineData("dä")]
    public void What_is_no_host_name_is_no_service_name(string name) => Assert.Equal("HRP4201", ErrorOf(Of(name)).Code);

    [Fact]
    public void A_name_has_as_many_characters_as_a_host_name() => Assert.Equal("HRP4201", ErrorOf(Of(new string('a', 64))).Code);

    private static Service Of(string name, params string[] dependsOn) =>
        new(name, new ContainerRunOptions("image")) { DependsOn = [.. dependsOn] };

    private static IEnumerable<string> Order(params Service[] services) => ServiceGraph.Of(services).InOrder.Select(service => service.Name);

    private static Diagnostic ErrorOf(params Service[] services) =>
        Assert.Single(Assert.Throws<HarpoonException>(() => ServiceGraph.Of(services)).Diagnostics);
}
