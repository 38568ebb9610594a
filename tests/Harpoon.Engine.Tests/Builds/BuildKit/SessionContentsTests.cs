using Harpoon.Engine.Builds.BuildKit.Progress;
using Harpoon.Engine.Builds.BuildKit.Sessions;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Context;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Tests.Dockerfiles;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit;

public sealed class SessionContentsTests
{
    private static readonly HostEnvironment Host = new(_ => null, "/work/app", "/home/a") { MachineName = "here" };

    [Fact]
    public void What_can_build_at_the_same_time_has_a_key_of_its_own()
    {
        string[] keys =
        [
            KeyOf(Host),
            KeyOf(Host with { CurrentDirectory = "/work/other" }),
            KeyOf(Host with { MachineName = "there" }),
            KeyOf(Host, tag: "other:latest"),
            KeyOf(Host, folder: Path.GetTempPath()),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
    }

    [Fact]
    public void A_projects_key_stays_when_its_Dockerfile_changes() => Assert.Equal(KeyOf(Host), KeyOf(Host, line: "RUN true"));

    private static string KeyOf(HostEnvironment host, string tag = "app:latest", string? folder = null, string line = "COPY . /")
    {
        var dockerfile = Parsed.File($"FROM base\n{line}\n");
        var context = BuildContext.Scan(
            new ContextOptions(folder ?? AppContext.BaseDirectory, dockerfile) { IsServed = true, CopiesFromContext = false }, new RecordingReport(), TestContext.Current.CancellationToken);
        var fingerprint = context.TakeFingerprint(TestContext.Current.CancellationToken);
        var plan = new ImageBuildPlan(new ImageBuildRequest(dockerfile, DockerfileParser.Parse(dockerfile), [tag]), context, fingerprint, []);
        var credentials = new RegistryCredentials(host, TestContext.Current.CancellationToken);
        var scope = new LoginScope(plan, new FakeEngine(), TimeProvider.System);
        var logins = new SessionLogins(credentials, scope);
        return SessionContents.Of(plan, new ContextTree(context.Entries, fingerprint), host, logins, new MissingSecrets(plan)).SharedKey;
    }
}
