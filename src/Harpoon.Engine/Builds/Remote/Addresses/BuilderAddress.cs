using System.Text.Json.Serialization;
using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Builds.Remote.Addresses;

/// <summary>Where a BuildKit listens that is no engine's, as the project or the environment writes it.</summary>
/// <param name="Text">The address: <c>tcp://host:port</c>, <c>unix:///path</c>, <c>docker-container://NAME</c> or <c>kube-pod://POD</c>.</param>
/// <param name="Variable">The environment variable that names it; null for <c>$(DockerBuilder)</c>.</param>
public sealed record BuilderAddress(string Text, string? Variable = null)
{
    /// <summary>What buildctl takes its address from.</summary>
    public const string HostVariable = "BUILDKIT_HOST";

    /// <summary><c>$(DockerBuilderCertPath)</c>: the folder of a TLS connection's files; null for a connection without TLS.</summary>
    public string? CertPath { get; init; }

    /// <summary>What names it, for texts.</summary>
    [JsonIgnore]
    public string Source => Variable ?? $"$({OptionNames.Builder})";

    /// <summary>Whether a value of <c>$(DockerBuilder)</c> is an address.</summary>
    public static bool IsOne(string? text) => text?.Contains(Uri.SchemeDelimiter, StringComparison.Ordinal) == true;

    /// <summary>An error about this address, at the property if one names it.</summary>
    /// <param name="code">Its code. The text's first placeholders are the address and what names it.</param>
    /// <param name="arguments">What the others stand for.</param>
    internal Diagnostic Problem(string code, params object?[] arguments)
    {
        var problem = Diagnostic.Of(code, [Text, Source, .. arguments]);
        return Variable is null ? problem.AboutProperty(OptionNames.Builder) : problem;
    }
}
