using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Client.Transports.Ssh;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;

namespace Harpoon.Engine.Tests.Client.Connecting.Endpoints;

public class SshTargetTests
{
    [Theory]
    [InlineData("ssh://host", "-- host", "docker system dial-stdio")]
    [InlineData("SSH://me@Build_Host:2222", "-l me -p 2222 -- Build_Host", "docker system dial-stdio")]
    [InlineData("ssh://me%40example@10.0.0.5/", "-l me@example -- 10.0.0.5", "docker system dial-stdio")]
    [InlineData("ssh://[fe80::1]:22", "-p 22 -- fe80::1", "docker system dial-stdio")]
    [InlineData("ssh://me@host/run/user/1000/podman/podman.sock", "-l me -- host", "docker --host=unix:///run/user/1000/podman/podman.sock system dial-stdio")]
    [InlineData("ssh://host/run/it's%20mine;x", "-- host", "docker --host='unix:///run/it'\\''s mine;x' system dial-stdio")]
    public void An_address_is_what_ssh_is_reported(string text, string arguments, string command)
    {
        var target = SshTarget.Of(Parse(text));

        Assert.Equal(arguments, string.Join(' ', target.Arguments));
        Assert.Equal(command, target.Command);
    }

    [Theory]
    [InlineData("ssh://")]
    [InlineData("ssh://me@")]
    [InlineData("ssh://-oProxyCommand=x")]
    [InlineData("ssh://-l@host")]
    [InlineData("ssh://me@-host")]
    [InlineData("ssh://me$(x)@host")]
    [InlineData("ssh://ho st")]
    [InlineData("ssh://host;x")]
    [InlineData("ssh://host:0")]
    [InlineData("ssh://host:70000")]
    [InlineData("ssh://host:port")]
    [InlineData("ssh://host?x")]
    [InlineData("ssh://host/x#y")]
    [InlineData("ssh://host/x%0ay")]
    public void What_ssh_could_misread_is_refused(string text) =>
        Assert.Contains("ssh://user@host:port", RefusalOf(text).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("ssh://me:secret@host", "'ssh://me:***@host'")]
    [InlineData("ssh://me:sec@ret@host/x", "'ssh://me:***@host/x'")]
    [InlineData("tcp://me:secret@host:2375", "'tcp://me:***@host:2375'")]
    [InlineData("me:secret@host:2375", "'me:***@host:2375'")]
    public void A_password_is_refused_and_not_repeated(string text, string shown)
    {
        var words = RefusalOf(text).Text;

        Assert.Contains(shown, words, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hostname 10.1.2.3\ncontrolmaster false\n", "10.1.2.3", null, false)]
    [InlineData("hostname build.example\ncontrolpath none\ncontrolmaster auto\ncontrolpersist yes\n", "build.example", null, false)]
    [InlineData("hostname b\ncontrolmaster auto\ncontrolpath /run/a b\ncontrolpersist 60\n", "b", "/run/a b", true)]
    [InlineData("hostname b\ncontrolmaster auto\ncontrolpath /run/s\ncontrolpersist no\n", "b", "/run/s", false)]
    [InlineData("hostname b\ncontrolmaster false\ncontrolpath /run/s\ncontrolpersist 60\n", "b", "/run/s", false)]
    [InlineData("", "far", null, false)]
    public void The_user_s_settings_are_read(string text, string host, string? socket, bool stays) =>
        Assert.Equal(new SshSettings(host, socket, stays), SshSettings.Read(text, "far"));

    private static Uri Parse(string text) => new EndpointAddress(text, "test").Parse(HostPlatform.Linux, tls: false);

    private static Diagnostic RefusalOf(string text)
    {
        var diagnostic = Assert.Single(Assert.Throws<HarpoonException>(() => Parse(text)).Diagnostics);
        Assert.Equal("HRP1003", diagnostic.Code);
        return diagnostic;
    }
}
