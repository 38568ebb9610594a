using System.Formats.Tar;
using System.Globalization;
using Harpoon.Engine.Client;
using Harpoon.Engine.Client.Calls;

namespace Harpoon.Engine.Runs.Development;

/// <summary>Who a container's user is, by number, and where its home is.</summary>
/// <param name="UserId">The uid.</param>
/// <param name="Home">The folder that <c>HOME</c> names.</param>
internal sealed record ContainerAccount(int UserId, string Home);

/// <summary>Finds a container's user as the engine does when it starts it: by the container's own <c>/etc/passwd</c>.</summary>
internal sealed class ContainerAccounts(string container, IEngine engine)
{
    private const string Passwd = "/etc/passwd";
    private const string HomeVariable = "HOME=";

    /// <param name="needsHome">Whether the home is asked for; else it is not looked for.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<ContainerAccount> OfUserAsync(bool needsHome, CancellationToken cancellationToken)
    {
        var state = await engine.Containers.InspectAsync(container, cancellationToken);
        var user = state.User.Split(':')[0];
        var home = state.Environment.LastOrDefault(variable => variable.StartsWith(HomeVariable, StringComparison.Ordinal))?[HomeVariable.Length..];
        var isNumber = IsNumber(user.Length == 0 ? "0" : user, out var number);
        return isNumber && (!needsHome || home is { Length: > 0 })
            ? new ContainerAccount(number, home ?? "/")
            : Find(await ReadAsync(cancellationToken), user.Length == 0 ? "0" : user, home);
    }

    /// <summary>Looks a user up: by name, then by number. One that is not listed is its number, or root, with <c>/</c> as its home.</summary>
    internal static ContainerAccount Find(string passwd, string user, string? home)
    {
        var isNumber = IsNumber(user, out var number);
        var lines = passwd.Split('\n').Select(line => line.Split(':')).Where(fields => fields.Length > 5 && IsNumber(fields[2], out _)).ToList();
        var found = lines.Find(fields => fields[0] == user) ?? lines.Find(fields => isNumber && IsNumber(fields[2], out var id) && id == number);
        return new ContainerAccount(
            found is null ? number : int.Parse(found[2], CultureInfo.InvariantCulture),
            home is { Length: > 0 } ? home
            : found?[5] is { Length: > 0 } listed ? listed
            : "/");
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var archive = await engine.Containers.ReadArchiveAsync(container, Passwd, cancellationToken);
            await using var linked = archive.LinkTarget is { } target ? await engine.Containers.ReadArchiveAsync(container, target, cancellationToken) : null;
            await using var tar = new TarReader((linked ?? archive).Tar);
            if (await tar.GetNextEntryAsync(copyData: true, cancellationToken) is not { DataStream: { } data })
            {
                return "";
            }

            using var text = new StreamReader(data);
            return await text.ReadToEndAsync(cancellationToken);
        }
        catch (EngineRefusedException)
        {
            // It has none.
            return "";
        }
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
