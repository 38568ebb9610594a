using System.Collections.Immutable;
using Harpoon.Engine.Builds.Kept;
using Harpoon.Engine.Client;
using Harpoon.Engine.Context;
using Harpoon.Engine.Context.Files;
using Harpoon.Engine.Diagnostics;
using Harpoon.Engine.Dockerfiles.Lines;

namespace Harpoon.Engine.DotnetRun;

/// <summary>Puts what a shell needs into its container: the step as a script, and the folders that can't be mounted.</summary>
public static class ShellFiles
{
    /// <summary>A Dockerfile that copies everything.</summary>
    private static readonly Dockerfile Everything = new("FROM scratch\nCOPY . /\n", Path: null, [], []);

    /// <param name="run">The shell.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="id">The container.</param>
    /// <param name="report">Hears what the walk of a folder says.</param>
    /// <param name="cancellationToken">Ends the copying.</param>
    public static async Task PutAsync(DeferredRun run, IEngine engine, string id, IReport report, CancellationToken cancellationToken)
    {
        ImmutableArray<ContextEntry> entries =
        [
            .. Script(run.Shell!.Script, run.Options.Container.Entrypoint[0]),
            .. run.Shell.Copies.SelectMany(mount => Folder(mount, report, cancellationToken)),
        ];
        if (!entries.IsEmpty)
        {
            await using var tar = ContextTar.Start(entries, cancellationToken);
            await engine.Containers.WriteArchiveAsync(id, "/", tar.Stream, cancellationToken);
        }
    }

    private static IEnumerable<ContextEntry> Script(string script, string shell) => script.Length == 0 ? [] :
    [
        GeneratedEntry.Folder("harpoon"),
        GeneratedEntry.Program("harpoon/step", script.StartsWith("#!", StringComparison.Ordinal) ? script : $"#!{shell}\n{script}"),
    ];

    private static IEnumerable<ContextEntry> Folder(KeptMount mount, IReport report, CancellationToken cancellationToken)
    {
        var target = mount.Target.Trim('/');
        var options = new ContextOptions(mount.Folder!, Everything) { IsServed = true };
        foreach (var entry in BuildContext.Scan(options, report, cancellationToken).Entries)
        {
            if (mount.Path.Length == 0)
            {
                yield return entry with { Path = $"{target}/{entry.Path}" };
            }
            else if (entry.Path == mount.Path || entry.Path.StartsWith(mount.Path + "/", StringComparison.Ordinal))
            {
                yield return entry with { Path = target + entry.Path[mount.Path.Length..] };
            }
        }
    }
}
