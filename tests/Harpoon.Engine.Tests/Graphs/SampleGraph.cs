using Harpoon.Engine.Builds.References;
using Harpoon.Engine.Graphs;

namespace Harpoon.Engine.Tests.Graphs;

/// <summary>A solution with a bit of everything.</summary>
internal static class SampleGraph
{
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "sample");

    public static ImageGraph Whole => Of(
        new GraphProject(PathOf("Tests/Tests.csproj"))
        {
            Links = [Service("api", "Api/Api.csproj"), new ImageLink("service db", "postgres:16") { IsService = true }],
        },
        new GraphProject(PathOf("Api/Api.csproj"))
        {
            Tags = ["api:latest", "api:2"],
            Links = [On("FROM", "Base/Base.proj"), On("COPY --from", "Base/Base.proj"), new ImageLink("RUN --mount", "registry.example.com:5000/tools@sha256:00ff")],
            State = GraphState.Build,
            Reason = $"the image of {PathOf("Base/Base.proj")} is built again",
        },
        new GraphProject(PathOf("Base/Base.proj"))
        {
            Tags = ["base:latest"],
            Links = [new ImageLink("FROM", "alpine:3.22")],
            State = GraphState.Build,
            Reason = "src/\"a\" #1.txt has changed in its context",
        },
        new GraphProject(PathOf("Web/Web.csproj"))
        {
            Tags = ["web:latest"],
            Links = [new ImageLink("FROM", "alpine:3.22")],
            State = GraphState.Unknown,
            Reason = "until its application is published",
        },
        new GraphProject(PathOf("Ui/Ui.proj")) { Tags = ["ui:latest"], Links = [new ImageLink("FROM", "$ANY")], State = GraphState.UpToDate });

    public static ImageGraph Of(params GraphProject[] projects) => new(projects, Folder);

    public static string PathOf(string project) => Path.GetFullPath(project, Folder);

    public static ImageLink On(string how, string project) => new(how, PathOf(project)) { IsProject = true };

    private static ImageLink Service(string name, string project) => new($"service {name}", PathOf(project)) { IsProject = true, IsService = true };
}
