using Harpoon.Engine.Builds.Metadata;
using Harpoon.Engine.Builds.Requests;
using Harpoon.Engine.Builds.Steps;
using Harpoon.Engine.Dockerfiles.Contexts;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.BuildKit.Agreement;

/// <summary>Where the cases are built: their Dockerfiles, the context that all have, and what Harpoon and buildx make of them.</summary>
internal sealed class AgreementPlace(BuildProject project)
{
    public const string Ours = "harpoon";
    public const string Theirs = "buildx";

    /// <summary>The project, whose label all images have.</summary>
    public string Name => project.Name;

    public string Context => project.Path("context");

    public string SecretFile => project.Path("secret");

    public string KeyFile => project.Path("key");

    public string Dockerfile(AgreementCase one) => project.Path($"{one.Key}.Dockerfile");

    public string ImageOf(AgreementCase one) => $"{Name}-{one.Key}";

    /// <summary>The file or folder of a result.</summary>
    public string Result(string builder, AgreementCase one) => project.Path($"{builder}/{one.Key}");

    /// <summary>A folder beside the context, or the address of another named context.</summary>
    public string Source(string source) => source.Contains("://", StringComparison.Ordinal) ? source : project.Path(source);

    /// <summary>Writes the files that the cases read.</summary>
    public async Task WriteAsync(IEnumerable<AgreementCase> cases)
    {
        project.WithFile("secret", "sesame").WithFile("other/o.txt", "other\n").WithFile("other/run.sh", "#!/bin/sh\n")
            .WithFile("context/a.txt", "a\n").WithFile("context/with space.txt", "space\n").WithFile("context/sub/b.txt", "b\n").WithFile("context/sub/deep/c.txt", "c\n")
            .WithFile("context/ignored.log", "ignored").WithFile("context/kept.log", "kept").WithFile("context/.dockerignore", "**/*.log\n!kept.log\n");
        project.SetMode("other/run.sh", (UnixFileMode)0b_111_101_101);

        // One that a program gave a time.
        File.SetLastWriteTimeUtc(project.Path("context/sub/b.txt"), new DateTime(2020, 1, 2, 3, 4, 5, 900, DateTimeKind.Utc));
        File.CreateSymbolicLink(project.Path("context/link"), "sub/b.txt");
        File.CreateSymbolicLink(project.Path("context/linked-folder"), "sub");
        await ExternalProgram.RunAsync("tar", ["-C", Context, "-czf", project.Path("context/data.tar.gz"), "sub"]);
        await ExternalProgram.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", KeyFile]);
        foreach (var builder in (string[])[Ours, Theirs])
        {
            Directory.CreateDirectory(project.Path(builder));
        }

        foreach (var one in cases)
        {
            project.WithFile($"{one.Key}.Dockerfile", one.Dockerfile);
        }
    }

    /// <summary>A case as a project of Harpoon's would have it.</summary>
    public ImageBuildOptions Options(AgreementCase one) => new(ImageOf(one), Name, "obj")
    {
        DockerfilePath = Dockerfile(one),
        Context = Context,
        Output = $"{one.Output},dest={Result(Ours, one)}",
        Builder = BuilderChoice.BuildKit,
        NoCache = one.IsFresh,
        Target = one["target"],
        Network = one["network"],
        Platform = one.Platforms is [var only] ? only : null,
        Platforms = one.Platforms.Length > 1 ? one.Platforms : [],
        Arguments = [.. one.Arguments.Select(argument => new BuildArgument(argument.Name, argument.Value))],
        Labels = one.Pairs("label").ToDictionary(label => label.Name, label => label.Value),
        NamedContexts = [.. one.Pairs("context").Select(context => new NamedContext(context.Name, Source(context.Value)))],
        Secrets = [new("token") { File = SecretFile }],
        SshForwards = [new("default") { KeyFiles = [KeyFile] }],
        Steps = new StepOptions
        {
            ExtraHosts = [.. one.Pairs("host").Select(host => $"{host.Name}:{host.Value}")],
            ShmSize = one["shm"] is null ? null : 32 << 20,
            Ulimits = [.. one.Values("ulimit").Select(Ulimit.Parse)],
            Entitlements = [.. one.Values("allow")],
        },
        Metadata = new ImageMetadataOptions
        {
            Provenance = one["provenance"] is { } mode ? ProvenanceModes.Parse(mode) : ProvenanceMode.None,
            Annotations = [.. one.Pairs("annotation").Select(Annotation)],
        },
    };

    private static ImageAnnotation Annotation((string Name, string Value) pair) =>
        pair.Name.Split(':') is [var level, var name] ? ImageAnnotation.Of(name, pair.Value, [level]) : ImageAnnotation.Of(pair.Name, pair.Value, []);
}
