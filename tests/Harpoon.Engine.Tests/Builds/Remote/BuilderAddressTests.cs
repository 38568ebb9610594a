using Harpoon.Engine.Builds.Remote;
using Harpoon.Engine.Builds.Remote.Addresses;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Remote;

/// <summary>Which BuildKit is meant: the property, then the variable.</summary>
public sealed class BuilderAddressTests
{
    [Theory]
    [InlineData("tcp://buildkit.example.com:1234", "PortTarget { Address = tcp://buildkit.example.com:1234/ }")]
    [InlineData("tcp://[::1]:1234/", "PortTarget { Address = tcp://[::1]:1234/ }")]
    [InlineData(" UNIX:///run/buildkit/buildkitd.sock ", "SocketTarget { Path = /run/buildkit/buildkitd.sock }")]
    [InlineData("docker-container://buildx_buildkit_x0", "ContainerTarget { Container = buildx_buildkit_x0, Context =  }")]
    [InlineData("docker-container://b?context=other", "ContainerTarget { Container = b, Context = other }")]
    [InlineData("kube-pod://buildkitd-0", "buildkitd-0: exec -i buildkitd-0 -- buildctl dial-stdio")]
    [InlineData("kube-pod://b?context=a%20b&namespace=ci&container=c", "b: --context=a b --namespace=ci exec --container=c -i b -- buildctl dial-stdio")]
    public void An_address_is_read_as_buildctl_reads_it(string text, string expected)
    {
        var target = BuilderTargets.Parse(new BuilderAddress(text));

        Assert.Equal(expected, target is PodTarget pod ? $"{pod.Pod}: {string.Join(' ', pod.Arguments)}" : target.ToString());
    }

    [Theory]
    [InlineData("tcp://host", "no port")]
    [InlineData("tcp://", "host and a port")]
    [InlineData("tcp://user@host:1", "host and a port")]
    [InlineData("tcp://host:1/path", "host and a port")]
    [InlineData("tcp://host:99999", "host and a port")]
    [InlineData("unix://run/buildkitd.sock", "not absolute")]
    [InlineData("docker-container://", "container")]
    [InlineData("docker-container://--privileged", "container")]
    [InlineData("docker-container://b?namespace=x", "parameter")]
    [InlineData("kube-pod://-v", "Kubernetes")]
    [InlineData("kube-pod://b?namespace=--as=root", "Kubernetes")]
    [InlineData("ssh://host", "ssh -N -L")]
    [InlineData("https://host:1234", "schemes")]
    [InlineData("host:1234", "schemes")]
    public void What_leads_nowhere_is_refused(string text, string reason)
    {
        var error = Assert.Single(Thrown.By(() => BuilderTargets.Parse(new BuilderAddress(text))));

        Assert.Equal(("HRP3230", "DockerBuilder"), (error.Code, error.Property));
        Assert.Contains(reason, error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(null, "tcp://env:1", null, "tcp://env:1")]
    [InlineData("auto", "tcp://env:1", null, "tcp://env:1")]
    [InlineData("auto", "tcp://env:1", "0", null)]
    [InlineData("buildkit", "tcp://env:1", null, null)]
    [InlineData("classic", "tcp://env:1", null, null)]
    [InlineData("tcp://own:1", "tcp://env:1", null, "tcp://own:1")]
    [InlineData("tcp://own:1", null, "0", "tcp://own:1")]
    public void The_variable_counts_where_the_project_leaves_the_choice(string? builder, string? host, string? dockerBuildKit, string? expected)
    {
        var variables = new Dictionary<string, string?> { ["BUILDKIT_HOST"] = host, ["DOCKER_BUILDKIT"] = dockerBuildKit };

        var address = BuilderAddresses.Of(builder, "certs", new HostEnvironment(name => variables.GetValueOrDefault(name), "/", "/"));

        Assert.Equal(expected, address?.Text);
        Assert.Equal(expected is null ? null : "certs", address?.CertPath);
    }
}
