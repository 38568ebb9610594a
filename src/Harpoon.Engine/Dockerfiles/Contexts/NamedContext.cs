using System.Security.Cryptography;
using System.Text;

namespace Harpoon.Engine.Dockerfiles.Contexts;

/// <summary>A context besides the build's own, which <c>FROM</c>, <c>COPY --from</c> and <c>RUN --mount=from</c> use by its name: an item of <c>@(DockerNamedContext)</c>.</summary>
/// <param name="Name">The name, as images are named.</param>
/// <param name="Source">A folder, or an address; of another project's image, that project's path.</param>
/// <seealso href="https://docs.docker.com/reference/cli/docker/buildx/build/#build-context"/>
public sealed record NamedContext(string Name, string Source)
{
    private const string ImageScheme = "docker-image://";
    private const int CommitLength = 40;
    private const int StoreBytes = 8;

    /// <summary>Whether it is the image of another project, which <see cref="Source"/> is then.</summary>
    public bool IsProject { get; init; }

    /// <summary>The id of the image that the other project's build made; null before it is known.</summary>
    public string? ImageId { get; init; }

    /// <summary>What it is.</summary>
    public NamedContextKind Kind =>
        IsProject || Has(ImageScheme) ? NamedContextKind.Image
        : Has(ImageLayout.Scheme) ? NamedContextKind.Layout
        : IsGit ? NamedContextKind.Git
        : Has("http://") || Has("https://") ? NamedContextKind.Web
        : Source.Contains("://", StringComparison.Ordinal) || Has("target:") || Has("input:") ? NamedContextKind.Unknown
        : NamedContextKind.Folder;

    /// <summary>The image that it is, by name or id; null for another kind, and for another project's image that is not built yet.</summary>
    public string? Image => IsProject ? ImageId : Has(ImageScheme) ? Source[ImageScheme.Length..] : null;

    /// <summary>The image in a folder that it is; null for another kind.</summary>
    public ImageLayout? Layout => Has(ImageLayout.Scheme) ? ImageLayout.Parse(Source) : null;

    /// <summary>Whether what the address leads to may be another thing at the next build: all but a commit by its whole digest.</summary>
    public bool MayChange => Kind switch
    {
        NamedContextKind.Web => true,
        NamedContextKind.Git => !IsCommit(Source.Split('#', 2) is [_, var fragment] ? fragment.Split(':')[0] : ""),
        _ => false,
    };

    /// <summary>Which folder of the session it is, if it is one: two names are those of the build itself.</summary>
    public string FolderName => Name is "context" or "dockerfile" ? $"_{Name}" : Name;

    /// <summary>Which store of the session it is, if it is an image in a folder.</summary>
    public string StoreName => $"layout-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Name)).AsSpan(0, StoreBytes))}";

    /// <summary>What the frontend gets as its address. Of a layout, whose digest is known by then, it is shown no path.</summary>
    public string Address => Kind switch
    {
        NamedContextKind.Folder => $"local:{FolderName}",
        NamedContextKind.Layout => new ImageLayout(StoreName, Tag: null, Layout!.Digest).ToString(),
        _ => Source,
    };

    /// <summary>The same as an image of a name.</summary>
    public NamedContext Named(string image) => new(Name, ImageScheme + image);

    private bool IsGit => Has("git://") || Has("git@")
        || ((Has("http://") || Has("https://")) && Source.Split('#', '?')[0].EndsWith(".git", StringComparison.Ordinal));

    private static bool IsCommit(string name) => name.Length == CommitLength && name.All(char.IsAsciiHexDigitLower);

    private bool Has(string start) => Source.StartsWith(start, StringComparison.Ordinal);
}
