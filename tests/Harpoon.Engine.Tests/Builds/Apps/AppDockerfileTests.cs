using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Dockerfiles;
using Harpoon.Engine.Dockerfiles.Words;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Apps;

public sealed class AppDockerfileTests
{
    private static AppImage App { get; } = new("base", "/app/") { Command = ["dotnet", "/app/App.dll"] };

    [Fact]
    public void Layers_come_between_the_lines_around_the_application()
    {
        var app = App with { Layers = [".harpoon/packages", ".harpoon/application"], User = "app", Variables = [new("A", "1")], Ports = ["80/tcp"], Labels = [new("l", "v")] };
        DockerfileLine[] own =
        [
            new("HEALTHCHECK NONE") { Side = AppSide.After }, new("RUN one") { Side = AppSide.Before }, new("RUN two") { Side = AppSide.Before },
        ];

        Assert.Equal(
            [
                "FROM base", "RUN one", "RUN two", """COPY [".harpoon/packages/", "/app/"]""", """COPY [".harpoon/application/", "/app/"]""", "WORKDIR /app/", "ENV A=\"1\"",
                "EXPOSE 80/tcp", "LABEL \"l\"=\"v\"", "USER app", """ENTRYPOINT ["dotnet", "/app/App.dll"]""", "HEALTHCHECK NONE",
            ],
            AppDockerfile.Lines(app, [.. own]).Select(line => line.Text));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a b\tc")]
    [InlineData("""C:\folder\""")]
    [InlineData("""it's "quoted" and $HOME ${HOME} \$HOME""")]
    [InlineData("a=b;c:d,e#f")]
    [InlineData("`backtick` & <xml> ü")]
    public void A_value_means_itself_to_a_builder(string value)
    {
        var app = App with { Variables = [new("NAME", value)], Labels = [new("a b", value)] };

        var dockerfile = DockerfileSource.FromLines([.. AppDockerfile.Lines(app, [])]);
        var stage = DockerfileParser.Parse(dockerfile).Stages[0];

        Assert.Equal([$"NAME={value}"], Words(stage, "ENV"));
        Assert.Equal([$"a b={value}"], Words(stage, "LABEL"));
    }

    [Fact]
    public void A_line_break_is_refused_but_in_a_label_which_goes_beside_the_Dockerfile()
    {
        Assert.Equal("HRP3404", Assert.Single(Thrown.By(() => AppDockerfile.Lines(App with { Variables = [new("A", "1\n2")] }, []))).Code);

        var app = App with { Labels = [new("description", "1\n2")] };
        Assert.DoesNotContain(AppDockerfile.Lines(app, []), line => line.Text.StartsWith("LABEL", StringComparison.Ordinal));
        Assert.Equal([new AppSetting("description", "1\n2")], AppDockerfile.OtherLabels(app));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ASPNETCORE_HTTP_PORTS=8080;x;81|ASPNETCORE_HTTPS_PORTS=443", "8080 81 443")]
    [InlineData("ASPNETCORE_HTTP_PORTS=8080|ASPNETCORE_URLS=http://+:80;https://*:443/path;http://host", "80 443")]
    [InlineData("ASPNETCORE_URLS=", "")]
    public void The_ports_are_those_that_the_base_images_variables_name(string variables, string ports)
    {
        var app = App with { Base = new AppBase([.. variables.Split('|', StringSplitOptions.RemoveEmptyEntries)], []) };

        Assert.Equal(
            ports.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(port => $"EXPOSE {port}/tcp"),
            AppDockerfile.Lines(app, []).Select(line => line.Text).Where(text => text.StartsWith("EXPOSE", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_user_is_the_base_images_own_convention_unless_one_is_set()
    {
        Assert.DoesNotContain(Texts(App), text => text.StartsWith("USER", StringComparison.Ordinal));
        Assert.Contains("USER $APP_UID", Texts(App with { Base = new AppBase(["APP_UID=1654"], []) }));
        Assert.Contains("USER $APP_UID", Texts(App with { IsBaseInferred = true }));
        Assert.Contains("USER root", Texts(App with { IsBaseInferred = true, User = "root" }));
    }

    private static IEnumerable<string> Texts(AppImage app) => AppDockerfile.Lines(app, []).Select(line => line.Text);

    private static IEnumerable<string> Words(BuildStage stage, string name) => stage.Instructions
        .Where(instruction => instruction.Name == name)
        .Select(instruction => new WordScanner(instruction.Arguments, new Dictionary<string, string?>(), '\\').Read()!);
}
