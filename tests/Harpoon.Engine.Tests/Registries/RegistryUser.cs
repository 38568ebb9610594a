using System.Collections.Immutable;
using Harpoon.Engine.Client;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries;

/// <summary>Somebody who pulls and pushes by the tests' engine, with settings and variables of their own.</summary>
internal sealed class RegistryUser : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("harpoon-user-");

    private RegistryUser(IEngine engine) => Engine = engine;

    public IEngine Engine { get; }

    public Dictionary<string, string> Variables { get; } = [];

    public RecordingReport Report { get; } = new();

    public List<CredentialSource> Credentials { get; } = [];

    public static async Task<RegistryUser> CreateAsync() => new(await TestEngine.ConnectAsync(Token));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private HostEnvironment Host => new(Variables.GetValueOrDefault, _home.FullName, _home.FullName);

    /// <summary>A folder on the user's path.</summary>
    public string Programs
    {
        get
        {
            Variables["PATH"] = _home.FullName;
            return _home.FullName;
        }
    }

    /// <summary>Writes the docker CLI's settings.</summary>
    public void WriteSettings(string text)
    {
        Directory.CreateDirectory(Path.Combine(_home.FullName, ".docker"));
        File.WriteAllText(Path.Combine(_home.FullName, ".docker", "config.json"), text);
    }

    /// <summary>Names a credential whose secret is in a variable.</summary>
    public void Name(string registry, string? user, string secret, RegistryAccess access = RegistryAccess.Both)
    {
        var variable = $"SECRET_{Credentials.Count}";
        Variables[variable] = secret;
        Credentials.Add(new CredentialSource(registry, new SecretSource(registry) { EnvironmentVariable = variable }) { UserName = user, Access = access });
    }

    /// <summary>Pushes the tests' base image as that.</summary>
    public async Task<PushedImage> PushAsync(ImageReference image)
    {
        await Engine.Images.TagAsync(TestImages.Base, image, Token);
        return (await PushAllAsync(image)).Single();
    }

    /// <summary>Pushes what is there under these names.</summary>
    public Task<ImmutableArray<PushedImage>> PushAllAsync(params ImageReference[] images) =>
        ImagePush.ExecuteAsync(new PushRequest([.. images], ImageId: null, [.. Credentials]), Engine, Host, Report, Token);

    /// <summary>Pulls it again, after it was forgotten.</summary>
    public async Task<PulledImage> PullAsync(ImageReference image)
    {
        // Podman forgets no image by its digest.
        if (image.Digest is null || !EngineAvailability.IsPodman)
        {
            await Engine.Images.RemoveAsync(image.ToString(), force: false, Token);
        }

        return await PullAsync(image, mayBeLocal: false);
    }

    /// <summary>Pulls it, unless only the engine has it.</summary>
    public Task<PulledImage> PullLocalAsync(ImageReference image) => PullAsync(image, mayBeLocal: true);

    private async Task<PulledImage> PullAsync(ImageReference image, bool mayBeLocal)
    {
        var request = new PullRequest(image.ToString(), null, [.. Credentials]) { MayBeLocal = mayBeLocal };
        return (await ImagePulls.ExecuteAsync([request], Engine, Host, Report, Token)).Single();
    }

    /// <summary>The digest is the same. Podman keeps the one that an image had before it was pushed as well, and does not say which of them is the registry's.</summary>
    public static void AssertSame(PushedImage pushed, PulledImage pulled) =>
        Assert.Equal(EngineAvailability.IsPodman ? null : pushed.Digest, pulled.Digest);

    /// <summary>What a push or pull fails with.</summary>
    public static async Task<Diagnostic> FailAsync<T>(Task<T> work) => (await Assert.ThrowsAsync<HarpoonException>(() => work)).Diagnostics.Single();

    /// <summary>What was said of further attempts.</summary>
    public ImmutableArray<string> Attempts =>
        [.. Report.Messages.Select(message => message.Text).Where(text => text.Contains(" again in ", StringComparison.Ordinal))];

    /// <summary>All that was told.</summary>
    public string Output => string.Join('\n', [
        .. Report.Messages.Select(message => message.Text),
        .. Report.Lines.Select(line => line.Text),
        .. Report.Warnings.Select(warning => warning.Text),
    ]);

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
