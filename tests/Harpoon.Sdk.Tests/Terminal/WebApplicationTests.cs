using System.Globalization;
using System.Net.Sockets;

namespace Harpoon.Sdk.Tests.Terminal;

/// <summary>A web application as it is developed: in a container, by its launch profile, with the certificate and the secrets of its developer.</summary>
[Collection(nameof(SweptAlone))]
public sealed class WebApplicationTests(PackedSdk sdk)
{
    private static string Shared { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", ".."));

    [EngineFact]
    public async Task An_edit_changes_the_answer_by_https_and_nothing_is_left()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The container uses this machine's ASP.NET Core.");
        using var user = new Scratch(sdk);
        await using var image = new TestImage();
        var (name, port) = ($"harpoon-sdk-test-{Guid.NewGuid():n}", FreePort());
        user.Environment["HOME"] = user.PathOf("home");
        user.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";
        user.WriteCsproj("App.csproj", $"""
            <PropertyGroup>
              <OutputType>Exe</OutputType><RunInContainer>true</RunInContainer><DockerPublishApp>true</DockerPublishApp><UseAppHost>false</UseAppHost>
              <DockerImage>{image}</DockerImage><DockerRunName>{name}</DockerRunName><DockerRunUser>1234</DockerRunUser>
              <UserSecretsId>app</UserSecretsId><DockerRunUserSecrets>true</DockerRunUserSecrets><DefaultItemExcludes>$(DefaultItemExcludes);home/**</DefaultItemExcludes>
            </PropertyGroup>
            <ItemGroup>
              <FrameworkReference Include="Microsoft.AspNetCore.App" />
              <DockerfileLine Include="FROM harpoon-test-dotnet:latest" />
              <DockerfileLine Include="WORKDIR /app" />
              <DockerfileLine Include="COPY app /app" />
              <DockerfileLine Include="ENTRYPOINT" Arguments='["dotnet", "/app/App.dll"]' />
              <DockerVolume Include="{Path.Combine(Shared, "Microsoft.AspNetCore.App")}:/usr/share/dotnet/shared/Microsoft.AspNetCore.App:ro" />
              <DockerEnvironmentVariable Include="Other" UserSecret="Api:Other" />
            </ItemGroup>
            """);
        user.Write("home/.microsoft/usersecrets/app/secrets.json", """{ "Api": { "Key": "the-key", "Other": "the-other" } }""");
        user.Write("Properties/launchSettings.json", $$"""
            { "profiles": { "https": { "commandName": "Project", "applicationUrl": "https://localhost:{{port}}",
              "environmentVariables": { "ASPNETCORE_ENVIRONMENT": "Development" } } } }
            """);
        Write(user, "first");
        (await user.DotnetAsync("dev-certs", "https")).Succeeded();

        var terminal = new TerminalUser(user, "dotnet watch run; echo ended");
        await terminal.SeesAsync($"https://localhost:{port}");
        Assert.Equal("first the-key the-other /app", await PageAsync(port, "first"));

        Write(user, "second");
        Assert.Equal("second the-key the-other /app", await PageAsync(port, "second"));

        await terminal.TypeAsync("\u0003");
        await terminal.SeesAsync("ended");
        Assert.DoesNotContain("changes applied", await terminal.EndsAsync(), StringComparison.Ordinal);
        await Containers.WaitAsync(name, isThere: false);
    }

    /// <summary>Asks until the answer is of this version: until the container listens, and while the one before still does.</summary>
    private static async Task<string> PageAsync(int port, string version)
    {
        // Who trusts the certificate is the browser's business; that it is the developer's own shows in its mark.
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) =>
                certificate!.Extensions.Any(extension => extension.Oid?.Value == "1.3.6.1.4.1.311.84.1.1"),
        };
        using var client = new HttpClient(handler);
        var patience = Patience.Token();
        while (true)
        {
            try
            {
                var page = await client.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}/")), patience);
                if (page.StartsWith(version, StringComparison.Ordinal))
                {
                    return page;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, patience);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Write(Scratch user, string version) => user.Write("Program.cs", $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.Hosting;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/", () => $"{{version}} {app.Configuration["Api:Key"]} {app.Configuration["Other"]} {app.Environment.ContentRootPath}");
        app.Run();
        """);
}
