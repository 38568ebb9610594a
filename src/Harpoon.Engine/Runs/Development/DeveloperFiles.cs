using System.Formats.Tar;
using System.Text;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Runs.Development;

/// <summary>
/// Copies secret files into a container that is created and not started yet: a mount would need them on the engine's machine. The container's user owns
/// them, and no other user may read them.
/// </summary>
internal sealed class DeveloperFiles(string container, IEngine engine)
{
    /// <summary>The folder of Harpoon's files in a container.</summary>
    public const string Root = "/harpoon";

    /// <summary>The certificate.</summary>
    public const string CertificateFile = $"{Root}/{HttpsFolder}/{CertificateName}";

    /// <summary>Its key.</summary>
    public const string KeyFile = $"{Root}/{HttpsFolder}/{KeyName}";

    private const string HttpsFolder = "https";
    private const string CertificateName = "dev.crt";
    private const string KeyName = "dev.key";

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
            // A volume is there, and a read-only container takes files nowhere else.
            var (there, missing) = await SplitAsync(Root, cancellationToken);
            await PutAsync(there, tar =>
            {
                var path = AddFolders(tar, [.. missing, HttpsFolder], Folder, 0);
                Add(tar, path + CertificateName, PublicFile, 0, Encoding.ASCII.GetBytes(certificate.Certificate));
                Add(tar, path + KeyName, OwnFile, account.UserId, Encoding.ASCII.GetBytes(certificate.Key));
            }, cancellationToken);
        }

        if (secrets is not null)
        {
            var (there, missing) = await SplitAsync(account.Home, cancellationToken);
            await PutAsync(there, tar =>
            {
                var path = AddFolders(tar, [.. missing, .. SecretsFolder, secrets.Id], OwnFolder, account.UserId);
                Add(tar, path + "secrets.json", OwnFile, account.UserId, secrets.Content);
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

    private static string AddFolders(TarWriter tar, string[] names, UnixFileMode mode, int userId)
    {
        var path = "";
        foreach (var name in names)
        {
            path += $"{name}/";
            Add(tar, path, mode, userId);
        }

        return path;
    }

    private static void Add(TarWriter tar, string path, UnixFileMode mode, int userId, byte[]? content = null)
    {
        var entry = new PaxTarEntry(content is null ? TarEntryType.Directory : TarEntryType.RegularFile, path) { Mode = mode, Uid = userId };
        if (content is not null)
        {
            entry.DataStream = new MemoryStream(content);
        }

        tar.WriteEntry(entry);
    }
}
