using Harpoon.Engine.Runs.Spec;

namespace Harpoon.Engine.Tests.Runs;

public sealed class RunEnvironmentTests
{
    [Fact]
    public void Proxies_are_given_unless_the_user_set_them()
    {
        var proxies = new Dictionary<string, string> { ["HTTP_PROXY"] = "http://settings", ["NO_PROXY"] = "localhost" };

        Assert.Equal(
            ["NO_PROXY=localhost", "A=b", "HTTP_PROXY="],
            RunEnvironment.Of([new("A", "b"), new("HTTP_PROXY", "")], proxies));
    }
}
