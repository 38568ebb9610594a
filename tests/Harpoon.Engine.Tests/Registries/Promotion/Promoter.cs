using System.Collections.Immutable;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Machine;
using Harpoon.Engine.Machine.Secrets;
using Harpoon.Engine.Registries;
using Harpoon.Engine.Registries.Credentials;
using Harpoon.Engine.Registries.Promotion;
using Harpoon.Engine.Registries.References;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Registries.Promotion;

/// <summary>Somebody who promotes images, on a machine without an engine.</summary>
internal sealed class Promoter
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly List<CredentialSource> _credentials = [];

    public RecordingReport Report { get; } = new();

    /// <summary>Whether the engine is asked, which there is none of.</summary>
    public bool HasAskedEngine { get; private set; }

    public string Output => string.Join('\n', [.. Report.Messages.Select(message => message.Text), .. Report.Lines.Select(line => line.Text)]);

    /// <summary>Names a login.</summary>
    public void Name(string registry, string? user, string secret, RegistryAccess access = RegistryAccess.Both)
    {
        var variable = $"SECRET_{_credentials.Count}";
        _variables[variable] = secret;
        _credentials.Add(new CredentialSource(registry, new SecretSource(registry) { EnvironmentVariable = variable }) { UserName = user, Access = access });
    }

    public Task<ImmutableArray<PushedImage>> PromoteAsync(ImageReference from, string digest, params ImageReference[] names) => ImagePromotion.ExecuteAsync(
        new PromotionRequest(new ImageReference(from.Name, Digest: digest), [.. names], [.. _credentials]),
        _ =>
        {
            HasAskedEngine = true;
            throw new HarpoonException(new Diagnostic("HRP1001", "There is none."));
        },
        new HostEnvironment(_variables.GetValueOrDefault, Path.GetTempPath(), "/nonexistent"),
        Report,
        TestContext.Current.CancellationToken);

    public async Task<Diagnostic> FailAsync(ImageReference from, string digest, params ImageReference[] names) =>
        (await Assert.ThrowsAsync<HarpoonException>(() => PromoteAsync(from, digest, names))).Diagnostics.Single();
}
