using System.Collections.Immutable;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Dockerfiles.Instructions;
using Harpoon.Patterns;

namespace Harpoon.Engine.Builds.Kept;

/// <summary>
/// What a step mounts, as a container can have it: folders of contexts, and empty folders for caches. What is in BuildKit's own caches, stages and images stays there, and a
/// secret has no place in a container that is more than one step.
/// </summary>
/// <param name="Mounts">What a container can have.</param>
/// <param name="Missing">All else, as it was written.</param>
internal sealed record StepMounts(ImmutableArray<KeptMount> Mounts, ImmutableArray<string> Missing)
{
    /// <summary>Where the context is that a <c>COPY</c> or <c>ADD</c> copies from.</summary>
    private const string ContextFolder = "/harpoon/context";

    private static readonly string[] Owner = ["uid", "gid", "mode"];

    /// <param name="plan">What was built.</param>
    /// <param name="failed">The instruction.</param>
    /// <param name="workingDirectory">The folder in which it starts.</param>
    /// <param name="variables">The variables of the step.</param>
    public static StepMounts Of(ImageBuildPlan plan, Instruction failed, string workingDirectory, StageVariables variables)
    {
        if (failed.Name is "COPY" or "ADD")
        {
            return FolderOf(plan, failed.Flag("from")) is { } folder ? new([new(ContextFolder) { Folder = folder }], []) : new([], []);
        }

        var mounts = ImmutableArray.CreateBuilder<KeptMount>();
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var flag in failed.Name == "RUN" ? failed.Flags : [])
        {
            if (RunMount.Of(flag) is { } mount)
            {
                if (Of(plan, mount, workingDirectory, variables) is { } kept)
                {
                    mounts.Add(kept);
                }
                else
                {
                    missing.Add($"--mount={flag.Value}");
                }
            }
            else if (flag.Name.Equals("security", StringComparison.OrdinalIgnoreCase) && flag.Value != "sandbox")
            {
                missing.Add($"--security={flag.Value}");
            }
        }

        return new(mounts.ToImmutable(), missing.ToImmutable());
    }

    private static KeptMount? Of(ImageBuildPlan plan, RunMount mount, string workingDirectory, StageVariables variables)
    {
        if (string.IsNullOrEmpty(mount.Target))
        {
            return null;
        }

        var target = variables.Expand(mount.Target);
        target = GoPath.Clean(target.StartsWith('/') ? target : $"{(workingDirectory.Length == 0 ? "/" : workingDirectory)}/{target}");
        return mount.Type switch
        {
            "bind" when FolderOf(plan, mount.From) is { } folder => new KeptMount(target)
            {
                Folder = folder,
                Path = GoPath.Clean("/" + variables.Expand(mount.Source ?? "")).Trim('/'),
                IsWritable = IsTrue(mount, "rw") || IsTrue(mount, "readwrite"),
            },
            "cache" => new KeptMount(target) { IsWritable = true, Tmpfs = OwnerOf(mount) is { Length: > 0 } owner ? $"exec,{owner}" : null },
            "tmpfs" => new KeptMount(target) { IsWritable = true, Tmpfs = mount.Options.GetValueOrDefault("size") is { } size ? $"exec,size={size}" : "exec" },
            _ => null,
        };
    }

    /// <summary>The folder of this machine that a name means, the context without a name; null for a stage or an image.</summary>
    private static string? FolderOf(ImageBuildPlan plan, string? from) => string.IsNullOrEmpty(from)
        ? plan.Context.Folder
        : plan.Request.NamedContexts.FirstOrDefault(context => context.Name.Equals(from, StringComparison.OrdinalIgnoreCase)) is { Kind: NamedContextKind.Folder } named ? named.Source : null;

    private static bool IsTrue(RunMount mount, string name) => mount.Options.GetValueOrDefault(name) is "" or "true" or "1";

    /// <summary>A cache that is someone's; a volume can't be.</summary>
    private static string OwnerOf(RunMount mount) => string.Join(
        ',', Owner.Where(mount.Options.ContainsKey).Select(name => $"{name}={mount.Options[name]}"));
}
