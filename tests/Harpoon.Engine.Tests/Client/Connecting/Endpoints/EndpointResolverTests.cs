using Harpoon.Engine.Client.Connecting.Endpoints;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Client.Connecting.Endpoints;

public sealed class EndpointResolverTests : IDisposable
{
    private readonly TemporaryHome _home = new();
    private readonly RecordingReport _report = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_property_goes_before_everything()
    {
        _home.With("DOCKER_HOST", "unix:///variable").With("DOCKER_CONTEXT", "c").WithContext("c", "unix:///context");

        Assert.Equal("unix:///property ($(DockerHost))", Named(new(Host: "unix:///property", Context: "c")).ToString());
    }

    [Fact]
    public void The_variable_goes_before_every_context_and_says_so()
    {
        _home.With("DOCKER_HOST", "unix:///variable").WithContext("c", "unix:///context").WithCurrentContext("c");

        Assert.Equal("unix:///variable (DOCKER_HOST)", Named(new(Context: "c")).ToString());
        Assert.Contains(_report.Messages, m => m.Text.Contains("DockerContext is 'c', but DOCKER_HOST is set", StringComparison.Ordinal));
    }

    [Fact]
    public void The_property_s_context_goes_before_the_variable_s()
    {
        _home.With("DOCKER_CONTEXT", "b").WithContext("a", "unix:///a").WithContext("b", "unix:///b");

        Assert.Equal("unix:///a (the context 'a' by $(DockerContext))", Named(new(Context: "a")).ToString());
    }

    [Fact]
    public void The_variable_s_context_goes_before_the_current_one()
    {
        _home.With("DOCKER_CONTEXT", "a").WithContext("a", "unix:///a").WithContext("b", "unix:///b").WithCurrentContext("b");

        Assert.Equal("unix:///a (the context 'a' by DOCKER_CONTEXT)", Named(new()).ToString());
    }

    [Fact]
    public void The_current_context_goes_before_the_default_sockets()
    {
        _home.WithContext("b", "unix:///b").WithCurrentContext("b");

        Assert.StartsWith("unix:///b (the context 'b' by currentContext of ", Named(new()).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void DOCKER_CONFIG_moves_the_settings_and_the_contexts()
    {
        using var elsewhere = new TemporaryHome().WithContext("b", "unix:///b").WithCurrentContext("b");
        _home.With("DOCKER_CONFIG", elsewhere.DockerFolder).WithCurrentContext("missing");

        Assert.Equal("unix:///b", Named(new()).Address.OriginalString);
    }

    [Theory]
    [InlineData("property")]
    [InlineData("variable")]
    [InlineData("current")]
    public void The_context_named_default_is_the_default_sockets(string where)
    {
        _home.WithContext("b", "unix:///b").WithCurrentContext(where == "current" ? "default" : "b");
        if (where == "variable")
        {
            _home.With("DOCKER_CONTEXT", "default");
        }

        Assert.False(Resolve(new(Context: where == "property" ? "default" : null)).IsNamed);
    }

    [Fact]
    public void What_is_set_to_nothing_is_not_set()
    {
        _home.With("DOCKER_HOST", " ").With("DOCKER_CONTEXT", "").WithConfig("""{"currentContext":""}""");

        Assert.False(Resolve(new(Host: "", Context: "")).IsNamed);
    }

    [Theory]
    [InlineData("""{"currentContext": """)]
    [InlineData("\0")]
    public void Settings_that_cannot_be_read_are_warned_of_at_their_place(string config)
    {
        _home.WithConfig(config);

        Assert.False(Resolve(new()).IsNamed);
        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP1008", warning.Code);
        Assert.Equal(1, warning.Location!.Line);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"currentContext":7}""")]
    [InlineData("""{"auths":{}}""")]
    public void Settings_without_a_context_name_none(string config)
    {
        _home.WithConfig(config);

        Assert.False(Resolve(new()).IsNamed);
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public void A_missing_context_is_an_error_that_offers_those_there_are()
    {
        _home.WithContext("a", "unix:///a").WithContext("b", "unix:///b").WithFile("contexts/meta/x/meta.json", "broken");

        var error = Refused("HRP1006", new(Context: "c"));
        Assert.Equal("DockerContext", error.Property);

        Assert.Contains("Known contexts: a, b, default.", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("./src")]
    [InlineData("src\\app")]
    public void A_folder_for_a_context_leads_to_the_build_context(string folder) =>
        Assert.Contains($"<DockerBuildContext>{folder}</DockerBuildContext>", Refused("HRP1006", new(Context: folder)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("{")]
    [InlineData("""{"Name":"c","Endpoints":{}}""")]
    [InlineData("""{"Name":"c","Endpoints":{"docker":{}}}""")]
    [InlineData("""{"Name":"c","Endpoints":{"docker":{"Host":""}}}""")]
    [InlineData("""{"Name":"c","Endpoints":{"docker":{"Host":1}}}""")]
    public void A_context_without_an_engine_is_an_error_at_its_file(string meta)
    {
        _home.WithContext("c", "unix:///c");
        var file = Directory.GetFiles(_home.DockerFolder, "meta.json", SearchOption.AllDirectories).Single();
        File.WriteAllText(file, meta);

        Assert.Equal(file, Refused("HRP1007", new(Context: "c")).Location!.File);
    }

    [Fact]
    public void A_context_brings_its_own_certificates()
    {
        _home.WithContext("c", "tcp://build.example:2376").WithContextTls("c", "ca.pem", "cert.pem", "key.pem");

        var tls = Named(new(Context: "c")).Tls!;

        Assert.True(tls.Verify);
        NonEmpty.All([tls.CaPath!, tls.CertificatePath!, tls.KeyPath!], path => Assert.True(File.Exists(path)));
        Assert.Empty(_report.Warnings);
    }

    [Fact]
    public void A_context_can_leave_its_engine_unverified_and_that_is_said()
    {
        _home.WithContext("c", "tcp://build.example:2376", skipTlsVerify: true);

        Assert.False(Named(new(Context: "c")).Tls!.Verify);
        var warning = Assert.Single(_report.Warnings);
        Assert.Equal("HRP1036", warning.Code);
        Assert.True(warning.IsOncePerBuild);
    }

    [Fact]
    public void The_variables_of_TLS_are_not_for_contexts()
    {
        _home.With("DOCKER_TLS_VERIFY", "1").WithContext("c", "tcp://127.0.0.1:2375").WithFile("ca.pem", "");

        Assert.Null(Named(new(Context: "c")).Tls);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("false")]
    public void Any_value_of_DOCKER_TLS_VERIFY_turns_TLS_on(string value)
    {
        _home.With("DOCKER_TLS_VERIFY", value).With("DOCKER_HOST", "tcp://build.example").WithFile("ca.pem", "");

        var endpoint = Named(new());

        Assert.Equal(Path.Combine(_home.DockerFolder, "ca.pem"), endpoint.Tls!.CaPath);
        Assert.Null(endpoint.Tls.CertificatePath);
        Assert.Equal(2376, endpoint.Address.Port);
    }

    [Fact]
    public void The_property_turns_TLS_off_again()
    {
        _home.With("DOCKER_TLS_VERIFY", "1").With("DOCKER_HOST", "tcp://127.0.0.1");

        Assert.Null(Named(new(TlsVerify: false)).Tls);
    }

    [Fact]
    public void The_certificates_folder_is_the_property_s_then_the_variable_s()
    {
        _home.With("DOCKER_CERT_PATH", Path.Combine(_home.DockerFolder, "variable"))
            .WithFile("property/ca.pem", "").WithFile("variable/ca.pem", "");
        var options = new EndpointOptions(Host: "tcp://build.example", TlsVerify: true);

        Assert.Equal(Path.Combine(_home.DockerFolder, "variable", "ca.pem"), Named(options).Tls!.CaPath);
        Assert.Equal(
            Path.Combine(_home.DockerFolder, "property", "ca.pem"), Named(options with { CertPath = ".docker/property" }).Tls!.CaPath);
    }

    [Theory]
    [InlineData("", "ca.pem")]
    [InlineData("ca.pem cert.pem", "key.pem")]
    [InlineData("ca.pem key.pem", "cert.pem")]
    public void A_missing_certificate_is_named(string there, string missing)
    {
        foreach (var file in there.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _home.WithFile(file, "");
        }

        var error = Refused("HRP1020", new(Host: "tcp://build.example", TlsVerify: true));

        Assert.Contains(Path.Combine(_home.DockerFolder, missing), error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TLS_is_for_the_network_alone()
    {
        _home.With("DOCKER_TLS_VERIFY", "1");

        Assert.Null(Named(new(Host: "unix:///run/engine.sock")).Tls);
    }

    [Fact]
    public void An_https_address_is_TLS_with_the_system_s_authorities_if_there_are_no_own()
    {
        var endpoint = Named(new(Host: "https://build.example"));

        Assert.Equal("tcp://build.example:2376", endpoint.Address.OriginalString);
        Assert.Equal(new TlsMaterial(null, null, null), endpoint.Tls);
    }

    [Fact]
    public void A_context_s_engine_over_the_network_without_TLS_is_warned_of_as_well()
    {
        _home.WithContext("c", "tcp://build.example:2375");

        Named(new(Context: "c"));

        Assert.Equal("HRP1009", Assert.Single(_report.Warnings).Code);
    }

    [Fact]
    public void A_context_may_lead_elsewhere_by_ssh()
    {
        _home.WithContext("c", "ssh://me@build.example");

        Assert.Equal("ssh://me@build.example (the context 'c' by $(DockerContext))", Named(new(Context: "c")).ToString());
        Assert.Empty(_report.Warnings);
    }

    [Theory]
    [InlineData("tcp://build.example:2375", true)]
    [InlineData("tcp://10.0.0.5", true)]
    [InlineData("tcp://127.0.0.1:2375", false)]
    [InlineData("tcp://[::1]:2375", false)]
    [InlineData("tcp://localhost", false)]
    [InlineData("unix:///run/engine.sock", false)]
    public void An_engine_over_the_network_without_TLS_is_warned_of(string host, bool warned)
    {
        Named(new(Host: host));

        Assert.Equal(warned ? ["HRP1009"] : [], _report.Warnings.Select(w => w.Code));
    }

    private EndpointChoice Resolve(EndpointOptions options) => new EndpointResolver(_home.Host, _report).Resolve(options);

    private Endpoint Named(EndpointOptions options)
    {
        var choice = Resolve(options);
        Assert.True(choice.IsNamed);
        return Assert.Single(choice.Endpoints);
    }

    private Diagnostic Refused(string code, EndpointOptions options)
    {
        var diagnostic = Assert.Single(Assert.Throws<HarpoonException>(() => Resolve(options)).Diagnostics);
        Assert.Equal(code, diagnostic.Code);
        return diagnostic;
    }
}
