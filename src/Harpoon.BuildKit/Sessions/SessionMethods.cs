using System.Collections.Immutable;
using Harpoon.BuildKit.Exports;
using Harpoon.BuildKit.Content;
using Harpoon.BuildKit.FileSync;
using Harpoon.BuildKit.Grpc;
using Harpoon.BuildKit.Logins;
using Harpoon.BuildKit.Services;

namespace Harpoon.BuildKit.Sessions;

/// <summary>The methods that a session offers.</summary>
internal static class SessionMethods
{
    public static ImmutableArray<IRpcMethod> Of(SessionOptions options) => [.. All(options)];

    private static IEnumerable<IRpcMethod> All(SessionOptions options)
    {
        yield return new HealthService();
        if (options.Folders.Count > 0)
        {
            yield return new DiffCopyMethod(options.Folders);
        }

        if (options.Export is { } export)
        {
            yield return new FileSendMethod(export);
        }

        if (options.Secrets is { } secrets)
        {
            yield return new SecretsService(secrets);
        }

        if (options.Logins is { } logins)
        {
            yield return new CredentialsService(logins);
        }

        foreach (var method in options.Tokens is { } tokens ? TokenService.Of(tokens) : [])
        {
            yield return method;
        }

        if (options.SshAgents.Count > 0)
        {
            var agents = new SshAgents(options.SshAgents);
            yield return new CheckAgentMethod(agents);
            yield return new ForwardAgentMethod(agents);
        }

        if (options.ContentFolders.Count > 0)
        {
            var stores = new ContentStores(options.ContentFolders);
            yield return new ContentInfoMethod(stores);
            yield return new ReadContentMethod(stores);
            yield return new WriteContentMethod(stores);
        }
    }
}
