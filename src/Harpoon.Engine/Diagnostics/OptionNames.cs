namespace Harpoon.Engine.Diagnostics;

/// <summary>
/// What users write in a project for the options of this assembly. No other code here has a name of MSBuild's, but for the texts of errors. They are properties, not
/// constants: the compiler copies a constant to where it is used, and the test of this rule reads the compiled code.
/// </summary>
internal static class OptionNames
{
    // Properties.
    public static string Host => "DockerHost";

    public static string Context => "DockerContext";

    public static string Text => "DockerfileText";

    public static string Archive => "DockerArchive";

    public static string BuildAlways => "DockerBuildAlways";

    public static string BuildContext => "DockerBuildContext";

    public static string BuildKeepFailed => "DockerBuildKeepFailed";

    public static string BuildNetwork => "DockerBuildNetwork";

    public static string BuildNoCache => "DockerBuildNoCache";

    public static string BuildNoCacheFilter => "DockerBuildNoCacheFilter";
    public static string BuildOutput => "DockerBuildOutput";
    public static string BuildPlatforms => "DockerBuildPlatforms";

    public static string BuildPull => "DockerBuildPull";

    public static string BuildShmSize => "DockerBuildShmSize";

    public static string BuildTarget => "DockerBuildTarget";

    public static string Builder => "DockerBuilder";

    public static string BuilderCertPath => "DockerBuilderCertPath";

    public static string Provenance => "DockerProvenance";

    public static string Sbom => "DockerSbom";

    public static string SourceDateEpoch => "DockerSourceDateEpoch";
    public static string ImageIdFile => "DockerImageIdFile";
    public static string Cache => "DockerCache";

    public static string PublishApp => "DockerPublishApp";

    public static string ResultFile => "DockerResultFile";

    public static string RunCommand => "DockerRunCommand";

    public static string RunCpus => "DockerRunCpus";

    public static string RunDebugger => "DockerRunDebugger";

    public static string RunDevCertificate => "DockerRunDevCertificate";

    public static string RunEntrypoint => "DockerRunEntrypoint";

    public static string RunMemory => "DockerRunMemory";

    public static string RunNetwork => "DockerRunNetwork";

    public static string RunNetworkAlias => "DockerRunNetworkAlias";

    public static string RunPidsLimit => "DockerRunPidsLimit";

    public static string RunPull => "DockerRunPull";

    public static string RunStopTimeout => "DockerRunStopTimeout";

    public static string RunTimeout => "DockerRunTimeout";

    public static string RunUser => "DockerRunUser";

    public static string RunUserSecrets => "DockerRunUserSecrets";

    // Items.
    public static string Line => "DockerfileLine";

    public static string Annotation => "DockerAnnotation";

    public static string BuildAllow => "DockerBuildAllow";

    public static string BuildArgument => "DockerBuildArg";

    public static string BuildExtraHost => "DockerBuildExtraHost";

    public static string BuildUlimit => "DockerBuildUlimit";

    public static string BuildSecret => "DockerBuildSecret";

    public static string BuildSsh => "DockerBuildSsh";

    public static string CacheFrom => "DockerCacheFrom";

    public static string CacheTo => "DockerCacheTo";

    public static string CopyOut => "DockerCopyOut";

    public static string NamedContext => "DockerNamedContext";

    public static string RegistryCredential => "DockerRegistryCredential";

    public static string RunArgument => "DockerRunArgument";

    public static string Service => "DockerService";

    // Targets.
    public static string Clean => "DockerClean";

    public static string Up => "DockerUp";
}
