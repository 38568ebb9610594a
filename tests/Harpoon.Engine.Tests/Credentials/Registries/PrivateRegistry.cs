using System.Diagnostics;
using System.Text;
using Harpoon.Engine.Credentials;
using Harpoon.Engine.Engines;
using Harpoon.Engine.Images;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Credentials.Registries;

/// <summary>A real registry on a port of this machine that lets nobody in without a login. Started when a test that runs asks for it.</summary>
public sealed class PrivateRegistry : IAsyncDisposable
{
    public const string UserName = "fisher";
    public const string Password = "herring-Zk4vQ9xTb7";

    /// <summary>The password by bcrypt, which is all that a registry takes.</summary>
    private const string Hash = "$2y$05$abcdefghijklmnopqrstuuCbqGxYSqtbnNiq3ZQhVfn0wzUS/ICku";
    private const string Listening = "listening on ";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-registry-");
    private readonly List<string> _pushed = [];
    private readonly Lazy<Task> _started;
    private Process? _process;

    public PrivateRegistry() => _started = new(StartAsync);

    /// <summary>What images of it are called by: <c>127.0.0.1:40000</c>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The login in base64, as settings have it.</summary>
    public static string Login(string password = Password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{password}"));

    /// <summary>Settings with the login.</summary>
    public string Settings(string password = Password) => $$$"""{ "auths": { "{{{Address}}}": { "auth": "{{{Login(password)}}}" } } }""";

    /// <summary>Puts the tests' base image into the registry; the engine keeps no such name.</summary>
    /// <returns>The image's reference there.</returns>
    internal async Task<string> PushBaseAsync(IEngine engine, string name)
    {
        await _started.Value;
        var image = ImageReference.Parse($"{Address}/{name}:1");
        await engine.Images.TagAsync(TestImages.Base, image, TestContext.Current.CancellationToken);
        await PushAsync(engine, image);
        await engine.Images.RemoveAsync(image.ToString(), force: false, TestContext.Current.CancellationToken);
        _pushed.Add(image.ToString());
        return image.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        await ForgetAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var program = RegistryProgram.Path;
        var log = Path.Combine(_folder.FullName, "log");
        var settings = Path.Combine(_folder.FullName, "config.yml");
        var users = Path.Combine(_folder.FullName, "users");
        await File.WriteAllTextAsync(users, $"{UserName}:{Hash}\n");
        await File.WriteAllTextAsync(settings, $$"""
            version: 0.1
            storage: { filesystem: { rootdirectory: "{{_folder.FullName}}/images" } }
            http: { addr: "127.0.0.1:0" }
            auth: { htpasswd: { realm: tests, path: "{{users}}" } }
            """);
        _process = ExternalProgram.Start(log, program, "serve", settings);
        string? port;
        while ((port = Port(log)) is null)
        {
            Assert.False(_process.HasExited, "The registry ended.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Address = $"127.0.0.1:{port}";
    }

    /// <summary>The port that the system chose, once the registry has told it.</summary>
    private static string? Port(string log)
    {
        using var file = new FileStream(log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        var text = reader.ReadToEnd();
        var start = text.IndexOf(Listening, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf('"', start);
        return end < 0 ? null : text[start..end].Split(':')[^1];
    }

    private static async Task PushAsync(IEngine engine, ImageReference image)
    {
        var credential = new RegistryCredential(UserName, Password, "the tests");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"images/{image.Name}/push?tag={image.Tag}", UriKind.Relative));
        request.Headers.Add(RegistryHeaders.One, RegistryHeaders.Of(image.Registry, credential));
        using var answer = await Assert.IsType<ConnectedEngine>(engine).Connection.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("\"error\"", text, StringComparison.Ordinal);
    }

    /// <summary>What was pulled of it stays on the engine, under names that nobody can pull again.</summary>
    private async Task ForgetAsync()
    {
        if (_pushed.Count > 0)
        {
            await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
            foreach (var image in _pushed)
            {
                await engine.Images.RemoveAsync(image, force: true, CancellationToken.None);
            }
        }
    }
}
