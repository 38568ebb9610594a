using System.Formats.Tar;
using System.Text;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Development;

/// <summary>
/// Copies secret files into a container that is created and not started yet: a mount would need them on the engine's machine. The container's user owns
/// them, and nobody else may read them.
/// </summary>
internal sealed class DeveloperFiles(string container, IEngine engine)
{
    /// <summary>The certificate, in the folder of Harpoon's files.</summary>
    public const string CertificateFile = "https/dev.crt";

    /// <summary>Its key.</summary>
    public const string KeyFile = "https/dev.key";

    private const UnixFileMode Folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode OwnFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnFile = UnixFileMode.UserRead;
    private const UnixFileMode PublicFile = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private static readonly string[] SecretsFolder = [".microsoft", "usersecrets"];

    /// <exception cref="HarpoonException">HRP4316: the engine refused them.</exception>
    public async Task PutAsync(DeveloperCertificate? certificate, DeveloperSecrets? secrets, CancellationToken cancellationToken)
    {
        if (certificate is null && secrets is null)
        {
            return;
        }

        var account = await new ContainerAccounts(container, engine).OfUserAsync(needsHome: secrets is not null, cancellationToken);
        if (certificate is not null)
        {
            await PutAsync("/", tar =>
            {
                Add(tar, "harpoon/", Folder, 0);
                Add(tar, "harpoon/https/", Folder, 0);
                Add(tar, $"harpoon/{CertificateFile}", PublicFile, 0, Encoding.ASCII.GetBytes(certificate.Certificate));
                Add(tar, $"harpoon/{KeyFile}", OwnFile, account.UserId, Encoding.ASCII.GetBytes(certificate.Key));
            }, cancellationToken);
        }

        if (secrets is not null)
        {
            var (there, missing) = await SplitAsync(account.Home, cancellationToken);
            await PutAsync(there, tar =>
            {
                var path = "";
                foreach (var name in (string[])[.. missing, .. SecretsFolder, secrets.Id])
                {
                    path += $"{name}/";
                    Add(tar, path, OwnFolder, account.UserId);
                }

                Add(tar, $"{path}secrets.json", OwnFile, account.UserId, secrets.Content);
            }, cancellationToken);
        }
    }

    /// <summary>A folder that is there, and those below it that are to be made: one that is there keeps its owner.</summary>
    private async Task<(string There, string[] Missing)> SplitAsync(string home, CancellationToken cancellationToken)
    {
        var names = home.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var count = names.Length; count > 0; count--)
        {
            var folder = "/" + string.Join('/', names[..count]);
            if (await engine.Containers.HasPathAsync(container, folder, cancellationToken))
            {
                return (folder, names[count..]);
            }
        }

        return ("/", names);
    }

    private async Task PutAsync(string folder, Action<TarWriter> write, CancellationToken cancellationToken)
    {
        await using var content = new MemoryStream();
        await using (var tar = new TarWriter(content, TarEntryFormat.Pax, leaveOpen: true))
        {
            write(tar);
        }

        content.Position = 0;
        try
        {
            await engine.Containers.WriteArchiveAsync(container, folder, content, cancellationToken);
        }
        catch (EngineRefusedException e)
        {
            throw new HarpoonException(Diagnostic.Of("HRP4316", folder, e.ResponseMessage.TrimEnd('.')), e);
        }
    }

    private static void Add(TarWriter tar, string path, UnixFileMode mode, int userId, byte[]? content = null) =>
        tar.WriteEntry(new PaxTarEntry(content is null ? TarEntryType.Directory : TarEntryType.RegularFile, path)
        {
            Mode = mode,
            Uid = userId,
            DataStream = content is null ? null : new MemoryStream(content),
        });
}
