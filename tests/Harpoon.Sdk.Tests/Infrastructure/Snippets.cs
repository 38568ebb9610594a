namespace Harpoon.Sdk.Tests.Infrastructure;

/// <summary>Pieces of projects that many tests write.</summary>
internal static class Snippets
{
    /// <summary>An image that says something when it runs.</summary>
    public static string Saying(TestImage image, string words) => $"""
        <PropertyGroup><DockerImage>{image}</DockerImage></PropertyGroup>
        <ItemGroup>
          <DockerfileLine Include="FROM {TestImages.Base}" />
          <DockerfileLine Include="CMD" Arguments="echo {words}" />
        </ItemGroup>
        """;
}
