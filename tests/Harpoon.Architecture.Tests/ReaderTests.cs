using Harpoon.Architecture.Tests.Code;
using Harpoon.Architecture.Tests.Fixtures;

namespace Harpoon.Architecture.Tests;

/// <summary>The other tests see each use.</summary>
public sealed class ReaderTests
{
    private static readonly IReadOnlyCollection<CodeType> Types = AssemblyReader.Read(typeof(ReaderTests).Assembly.Location, "/tests/");

    [Theory]
    [InlineData(nameof(AsBase), nameof(Used))]
    [InlineData(nameof(AsInterface), nameof(IUsed))]
    [InlineData(nameof(AsAttribute), nameof(UsedAttribute))]
    [InlineData(nameof(AsAttributeArgument), nameof(Used))]
    [InlineData(nameof(AsProperty), nameof(UsedState))]
    [InlineData("AsConstraint`1", nameof(IUsed))]
    [InlineData(nameof(AsTypeArgument), nameof(Used))]
    [InlineData(nameof(InCode), nameof(Used))]
    [InlineData(nameof(InLambda), nameof(Used))]
    [InlineData(nameof(InAsyncCode), nameof(Used))]
    [InlineData(nameof(InNestedType), nameof(Used))]
    [InlineData(nameof(InCatch), nameof(UsedException))]
    public void A_use_is_seen(string user, string used) => Assert.Contains(Find(user).Uses, type => type.Name == used);

    [Fact]
    public void What_is_not_used_is_not_seen() => Assert.Empty(Find(nameof(Nothing)).Uses);

    [Fact]
    public void A_literal_is_seen() => Assert.Equal(["a literal"], Find(nameof(Nothing)).Literals);

    [Fact]
    public void Assemblies_that_are_used_are_seen() => Assert.Contains("Mono.Cecil", Find(nameof(AssemblyReader)).Assemblies);

    [Theory]
    [InlineData(nameof(IUsed))]
    [InlineData(nameof(UsedState))]
    [InlineData(nameof(Used))]
    public void The_file_of_a_type_is_known(string type) => Assert.Equal("Harpoon.Architecture.Tests/Fixtures/Uses.cs", Find(type).File);

    private static CodeType Find(string name) => Assert.Single(Types, type => type.Name == name);
}
