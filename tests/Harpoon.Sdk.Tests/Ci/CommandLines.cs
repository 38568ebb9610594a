namespace Harpoon.Sdk.Tests.Ci;

/// <summary>A project whose build steps and container write commands to each CI system, in pieces and whole.</summary>
internal static class CommandLines
{
    /// <summary>What each of them writes, one after the other.</summary>
    private static readonly string[] Lines =
    [
        "::set-output name=a::b", "  ::add-mask::x", "::error file=a,line=1::e", "::endgroup::", "x ##[add-path]/tmp", "##[group]g",
        "##vso[task.setvariable variable=a]b", "x ##vso[task.complete result=Failed]", "##teamcity[setParameter name=^a^ value=^b^]",
    ];

    /// <summary>A shell line that writes them: the first in two pieces.</summary>
    public static string Shell =>
        $"echo -n '{Lines[0][..8]}'; sleep 0.2; echo '{Lines[0][8..]}'; " + string.Join("; ", Lines[1..].Select((line, index) => $"echo '{line}'{(index % 2 == 0 ? " >&2" : "")}"));

    /// <summary>Properties and items of it.</summary>
    public static string Project(TestImage image, string more = "", string step = "") => $"""
        <PropertyGroup>
          <DockerImage>{image}</DockerImage>
          {more}
        </PropertyGroup>
        <ItemGroup>
          <DockerfileLine Include="FROM {TestImages.Base}" />
          <DockerfileLine Include="RUN" Arguments="echo {image}; {Escaped(Shell)}{step}" />
          <DockerfileLine Include="CMD" Arguments="{Escaped(Shell)}; echo the end" />
        </ItemGroup>
        """;

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
