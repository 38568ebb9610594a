using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Harpoon.Engine.Registries.References;

namespace Harpoon.Engine.Tests.Infrastructure.Registries;

/// <summary>
/// A real registry whose users have rights of their own, by tokens, with the service that gives them
/// (<see href="https://distribution.github.io/distribution/spec/auth/"/>): one user may read, one may write, and an identity token may read.
/// </summary>
public sealed class TokenRegistry : IAsyncDisposable
{
    public const string Reader = "reader";
    public const string Writer = "writer";
    private const string Issuer = "tests";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("harpoon-registry-");
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly ConcurrentBag<string> _names = [];
    private readonly Lazy<Task<RegistryProcess>> _started;
    private readonly ScriptedServer _service;

    public TokenRegistry()
    {
        var now = DateTimeOffset.UtcNow;
        _certificate = new CertificateRequest("CN=tests", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        _service = new ScriptedServer(GiveAsync);
        _started = new(StartAsync);
    }

    /// <summary>The identity token, which is nobody else's.</summary>
    public string IdentityToken { get; } = $"identity-{Guid.NewGuid():n}";

    /// <summary>Who asked for tokens, and for which rights.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>A user's password.</summary>
    public static string PasswordOf(string user) => $"password-of-{user}-Zk4vQ9xTb7";

    /// <summary>A token to pull an image, as the registry's service gives it to the reader.</summary>
    internal string TokenFor(ImageReference image) => Token(Reader, [$"repository:{image.Path}:pull"]);

    /// <summary>A name in it that nobody else has.</summary>
    internal async Task<ImageReference> NameAsync()
    {
        var image = ImageReference.Parse($"{(await _started.Value).Address}/tests/{Guid.NewGuid():n}:1");
        _names.Add(image.ToString());
        return image;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            await (await _started.Value).DisposeAsync();
            await using var engine = await TestEngine.ConnectAsync(CancellationToken.None);
            foreach (var image in _names)
            {
                await engine.Images.RemoveAsync(image, force: true, CancellationToken.None);
            }
        }

        await _service.DisposeAsync();
        _certificate.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task<RegistryProcess> StartAsync()
    {
        var roots = Path.Combine(_folder.FullName, "roots.pem");
        await File.WriteAllTextAsync(roots, _certificate.ExportCertificatePem());
        var realm = $"http://{_service.Address["tcp://".Length..]}/token";
        return await RegistryProcess.StartAsync(
            _folder.FullName, $$"""{ token: { realm: "{{realm}}", service: tests, issuer: {{Issuer}}, rootcertbundle: "{{roots}}" } }""");
    }

    /// <summary>Gives whoever asks a token for those of the rights asked for that are his.</summary>
    private async Task GiveAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = await ScriptedServer.ReadHeadAsync(stream, cancellationToken);
        var body = await BodyAsync(head, stream, cancellationToken);
        var target = head.Split(' ', 3)[1];
        var question = body.Length > 0 ? body : target.Split('?', 2)[^1];
        var values = question.Split('&').Select(pair => pair.Split('=', 2)).ToLookup(pair => pair[0], pair => WebUtility.UrlDecode(pair[^1]));
        var who = WhoIs(HeaderOf(head, "Authorization"), values["refresh_token"].FirstOrDefault(), values["password"].FirstOrDefault());
        Requests.Enqueue($"{who ?? "nobody"}: {string.Join(' ', values["scope"])}");
        var answer = who is null && (HeaderOf(head, "Authorization") is not null || body.Length > 0)
            ? "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : Answer(Token(who, values["scope"].SelectMany(scope => scope.Split(' '))));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellationToken);
    }

    /// <summary>Docker tells a form's length; Podman sends it in chunks.</summary>
    private static async Task<string> BodyAsync(string head, Stream stream, CancellationToken cancellationToken)
    {
        if (HeaderOf(head, "Transfer-Encoding") is null)
        {
            return await TextAsync(stream, HeaderOf(head, "Content-Length") ?? "0", NumberStyles.None, cancellationToken);
        }

        var body = new StringBuilder();
        while (await ScriptedServer.ReadLineAsync(stream, cancellationToken) is not "0" and var size)
        {
            body.Append(await TextAsync(stream, size, NumberStyles.AllowHexSpecifier, cancellationToken));
            await ScriptedServer.ReadLineAsync(stream, cancellationToken);
        }

        return body.ToString();
    }

    private static async Task<string> TextAsync(Stream stream, string size, NumberStyles style, CancellationToken cancellationToken)
    {
        var text = new byte[int.Parse(size, style, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(text, cancellationToken);
        return Encoding.ASCII.GetString(text);
    }

    private string? WhoIs(string? authorization, string? refreshToken, string? password) =>
        refreshToken == IdentityToken ? "identity"
        : new[] { Reader, Writer }.FirstOrDefault(user =>
            password == PasswordOf(user) || authorization == $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{PasswordOf(user)}"))}");

    private string Token(string? user, IEnumerable<string> scopes)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var access = scopes.Select(scope => scope.Split(':')).Where(parts => parts.Length == 3).Select(parts => new
        {
            type = parts[0],
            name = parts[1],
            actions = parts[2].Split(',').Where(action => user is not null && (user == Writer || action == "pull")).ToArray(),
        });
        var header = JsonSerializer.Serialize(new { typ = "JWT", alg = "RS256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } });
        var claims = JsonSerializer.Serialize(
            new { iss = Issuer, sub = user ?? "", aud = "tests", exp = now + 300, nbf = now - 60, iat = now, jti = $"{Guid.NewGuid():n}", access });
        var signed = $"{Encode(Encoding.UTF8.GetBytes(header))}.{Encode(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Answer(string token)
    {
        var json = JsonSerializer.Serialize(new { token, access_token = token, expires_in = 300 });
        return $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\nConnection: close\r\n\r\n{json}";
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private static string? HeaderOf(string head, string name) => head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
