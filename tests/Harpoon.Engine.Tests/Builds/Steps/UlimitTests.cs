using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Tests.Builds.Steps;

public sealed class UlimitTests
{
    [Theory]
    [InlineData("nofile=1024", "nofile=1024:1024")]
    [InlineData("nofile=1024:2048", "nofile=1024:2048")]
    [InlineData("core=0", "core=0:0")]
    [InlineData("memlock=-1", "memlock=-1:-1")]
    [InlineData("nproc=5:-1", "nproc=5:-1")]
    public void It_is_read_as_the_docker_cli_reads_it(string text, string limit) => Assert.Equal(limit, Ulimit.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("nofile")]
    [InlineData("nofile=")]
    [InlineData("nofile=x")]
    [InlineData("nofile=1:2:3")]
    [InlineData("nofile=2:1")]
    [InlineData("nofile=-1:1")]
    [InlineData("nofile=-2")]
    [InlineData("NOFILE=1")]
    [InlineData("files=1")]
    public void Anything_else_is_an_error(string text) => Assert.Equal("HRP3200", Thrown(() => Ulimit.Parse(text)));

    [Theory]
    [InlineData("network.host", true)]
    [InlineData("security.insecure", true)]
    [InlineData("device", true)]
    [InlineData("device=vendor.com/gpu=0", true)]
    [InlineData("device=", false)]
    [InlineData("network", false)]
    [InlineData("", false)]
    public void An_entitlement_is_one_of_BuildKits(string text, bool isOne) =>
        Assert.Equal(isOne ? text : "HRP3201", isOne ? Entitlement.Check(text) : Thrown(() => Entitlement.Check(text)));

    private static string Thrown(Func<object> read) => Assert.Throws<HarpoonException>(read).Diagnostics.Single().Code;
}
