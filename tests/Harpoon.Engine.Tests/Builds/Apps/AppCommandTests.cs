using Harpoon.Engine.Builds.Apps;
using Harpoon.Engine.Tests.Infrastructure;

namespace Harpoon.Engine.Tests.Builds.Apps;

/// <summary>The rules of <c>PublishContainer</c>; a test of the package compares some of them with it.</summary>
public sealed class AppCommandTests
{
    [Theory]
    [InlineData("command=dotnet a.dll", "dotnet a.dll", "")]
    [InlineData("command=dotnet a.dll|commandargs=x|defaults=y", "dotnet a.dll x", "y")]
    [InlineData("command=dotnet a.dll|entrypointargs=x y", "dotnet a.dll", "x y")]
    [InlineData("command=dotnet a.dll|entrypoint=/init|entrypointargs=x|commandargs=y|defaults=z", "/init x", "dotnet a.dll y z")]
    [InlineData("command=dotnet a.dll|instruction=DefaultArgs", null, "dotnet a.dll")]
    [InlineData("entrypoint=/init|instruction=None|defaults=z", "/init", "z")]
    [InlineData("instruction=None", null, "")]
    [InlineData("command=dotnet a.dll|instruction=DefaultArgs|base=dotnet", "", "dotnet a.dll")]
    [InlineData("command=dotnet a.dll|instruction=DefaultArgs|base=/init", null, "dotnet a.dll")]
    public void The_parts_are_combined(string parts, string? entrypoint, string command)
    {
        var made = AppCommand.Of(App(parts));

        Assert.Equal(entrypoint, made.Entrypoint is { } words ? string.Join(' ', words) : null);
        Assert.Equal(command, string.Join(' ', made.Command));
    }

    [Theory]
    [InlineData("entrypointargs=x|commandargs=y|command=a")]
    [InlineData("commandargs=y|instruction=None")]
    [InlineData("command=a|instruction=None")]
    [InlineData("command=a|entrypoint=b|instruction=Entrypoint")]
    [InlineData("command=a|instruction=entrypoints")]
    public void A_contradiction_is_an_error(string parts) =>
        Assert.Equal("HRP3405", Assert.Single(Thrown.By(() => AppCommand.Of(App(parts)))).Code);

    private static AppImage App(string text)
    {
        var parts = text.Split('|').Select(part => part.Split('=')).ToDictionary(part => part[0], part => part[1]);
        string[] Of(string name) => parts.TryGetValue(name, out var words) ? words.Split(' ') : [];
        return new AppImage("base", "/app/")
        {
            Instruction = parts.GetValueOrDefault("instruction"),
            Entrypoint = [.. Of("entrypoint")],
            EntrypointArguments = [.. Of("entrypointargs")],
            Command = [.. Of("command")],
            CommandArguments = [.. Of("commandargs")],
            DefaultArguments = [.. Of("defaults")],
            Base = new AppBase([], [.. Of("base")]),
        };
    }
}
