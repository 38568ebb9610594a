using System.Globalization;
using System.Net.Sockets;
using CliWrap;

namespace Harpoon.Sdk.Tests.Terminal;

public sealed class LaunchProfileTests(PackedSdk sdk)
{
    [EngineFact]
    public async Task Its_variables_go_into_the_container_and_its_port_answers_here()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        var port = FreePort();
        await using var shell = await ContainerShell.CreateAsync(sdk, "<PropertyGroup><DockerRunDevCertificate>false</DockerRunDevCertificate></PropertyGroup>");
        shell.User.Write("Properties/launchSettings.json", $$"""
            { "profiles": { "web": {
              "commandName": "Project",
              "applicationUrl": "http://localhost:{{port}};https://localhost:1",
              "environmentVariables": { "MOOD": "cheerful" } } } }
            """);
        using var error = new Screen();
        const string server =
            "mkdir /www; echo \"$MOOD $ASPNETCORE_URLS\" >/www/index.html; trap exit TERM; httpd -f -p ${ASPNETCORE_URLS##*:} -h /www & wait";
        var running = shell.User.Command("dotnet", "run", "--", "-c", server)
            .WithStandardErrorPipe(PipeTarget.ToStream(error))
            .ExecuteAsync(TestContext.Current.CancellationToken);

        var page = await PageAsync(port);
        await shell.User.Command("kill", "-TERM", $"{RunningProgram.In(shell.User).Program}").ExecuteAsync();
        var result = await running;

        Assert.Equal($"cheerful http://*:{port}\n", page);
        Assert.Contains("warning HRP4301", error.Text, StringComparison.Ordinal);
        Assert.Equal(143, result.ExitCode);
        Assert.Empty(await Containers.NamedAsync(shell.Name));
    }

    private static async Task<string> PageAsync(int port)
    {
        using var client = new HttpClient();
        var patience = Patience.Token();
        while (true)
        {
            try
            {
                return await client.GetStringAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, patience);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
