using System.Text;
using System.Text.Json;
using Harpoon.Engine.Client;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>A real registry on a port of this machine that lets nobody in without a login. Started when a test that runs asks for it.</summary>
public sealed class PrivateRegistry : IAsyncDisposable
{
    public const string UserName = "fisher";
    public const string Password = "herring-Zk4vQ9xTb7";

    /// <summary>The password by bcrypt, which is all that a registry takes.</summary>
    private const string Hash = "$2y$05$abcdefghijklmnopqrstuuCbqGxYSqtbnNiq3ZQhVfn0wzUS/ICku";

    private static readonly string[] ManifestTypes =
    [
        "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.oci.image.index.v1+json",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-registry-");
    private readonly List<string> _pushed = [];
    private readonly Lazy<Task> _started;
    private RegistryProcess? _process;

    public PrivateRegistry() => _started = new(StartAsync);

    /// <summary>What images of it are called by: <c>127.0.0.1:40000</c>.</summary>
    /// <exception cref="InvalidOperationException">It wasn't started, so it has none yet.</exception>
    public string Address => _process?.Address ?? throw new InvalidOperationException("Ask the registry for a name first: that starts it.");

    /// <summary>The login in base64, as settings have it.</summary>
    public static string Login(string password = Password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{password}"));

    /// <summary>Settings with the login.</summary>
    public string Settings(string password = Password) => $$$"""{ "auths": { "{{{Address}}}": { "auth": "{{{Login(password)}}}" } } }""";

    /// <summary>Starts it, and makes a name in it that nobody else has. What the engine has of that name is removed at the end.</summary>
    internal async Task<ImageReference> NameAsync()
    {
        await _started.Value;
        var image = ImageReference.Parse($"{Address}/tests/{Guid.NewGuid():n}:1");
        _pushed.Add(image.ToString());
        return image;
    }

    /// <summary>The digest that the registry itself gives for a name; null if it has none.</summary>
    internal async Task<string?> DigestAsync(ImageReference image)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri($"http://{Address}/v2/{image.Path}/manifests/{image.Tag}"));
        request.Headers.Authorization = new("Basic", Login());
        foreach (var type in ManifestTypes)
        {
            request.Headers.Accept.Add(new(type));
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? answer.Headers.GetValues("Docker-Content-Digest").Single() : null;
    }

    /// <summary>Puts the tests' base image into the registry; the engine keeps no such name.</summary>
    /// <returns>The image's reference there.</returns>
    internal async Task<string> PushBaseAsync(IEngine engine, string name)
    {
        await _started.Value;
        var image = ImageReference.Parse($"{Address}/{name}:1");
        await engine.Images.TagAsync(TestImages.Base, image.Name, image.Tagged().Tag!, TestContext.Current.CancellationToken);
        await PushAsync(engine, image);
        await engine.Images.RemoveAsync(image.ToString(), force: false, TestContext.Current.CancellationToken);
        _pushed.Add(image.ToString());
        return image.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await ForgetAsync();
        _folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var users = Path.Combine(_folder.FullName, "users");
        await File.WriteAllTextAsync(users, $"{UserName}:{Hash}\n");
        _process = await RegistryProcess.StartAsync(_folder.FullName, $$"""{ htpasswd: { realm: tests, path: "{{users}}" } }""");
    }

    /// <summary>Pushes an image that the engine has.</summary>
    internal static async Task PushAsync(IEngine engine, ImageReference image)
    {
        var login = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new { username = UserName, password = Password, serveraddress = image.Registry }));
        await using var answer = await engine.Images.PushAsync(
            image.Name, image.Tagged().Tag!, login.Replace('+', '-').Replace('/', '_'), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer);
        var text = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
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
