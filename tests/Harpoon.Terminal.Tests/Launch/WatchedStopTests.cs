using Harpoon.Engine.Machine;
using Harpoon.Terminal.Launch;

namespace Harpoon.Terminal.Tests.Launch;

public sealed class WatchedStopTests
{
    [Theory]
    [InlineData(null, null, 10)]
    [InlineData("1", null, 3)]
    [InlineData("1", "20000", 10)]
    [InlineData("1", "nonsense", 3)]
    public void Under_dotnet_watch_a_container_has_stopped_before_it_is_killed(string? watch, string? cleanup, int expected)
    {
        var variables = new Dictionary<string, string>();
        if (watch is not null)
        {
            variables["DOTNET_WATCH"] = watch;
        }

        if (cleanup is not null)
        {
            variables["DOTNET_WATCH_PROCESS_CLEANUP_TIMEOUT_MS"] = cleanup;
        }

        Assert.Equal(TimeSpan.FromSeconds(expected), WatchedStop.Of(TimeSpan.FromSeconds(10), new HostEnvironment(variables.GetValueOrDefault, "/p", "/home/me")));
    }
}
