#pragma warning disable CA1812 // Read from the compiled assembly, and never made.
using System.Runtime.CompilerServices;

namespace Harpoon.Architecture.Tests.Fixtures;

// A type for each way to use another one, in a declaration or in code.
internal interface IUsed;

internal enum UsedState
{
    Off,
}

internal class Used
{
    public static string Name { get; } = RuntimeFeature.IsDynamicCodeCompiled ? "used" : "unused";

    public Used Next() => this;
}

[AttributeUsage(AttributeTargets.Class)]
internal sealed class UsedAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

internal sealed class AsBase : Used;

internal sealed class AsInterface : IUsed;

[Used(typeof(string))]
internal sealed class AsAttribute;

[Used(typeof(Used))]
internal sealed class AsAttributeArgument;

internal sealed record AsProperty(UsedState State);

internal sealed class AsConstraint<T>
    where T : IUsed
{
    public T? Value { get; init; }
}

internal sealed class AsTypeArgument
{
    public static object Make() => new List<Dictionary<string, Used[]>>();
}

internal sealed class InCode
{
    public static int Length() => Used.Name.Length;
}

internal sealed class InLambda
{
    public static Func<int> Length() => () => Used.Name.Length;
}

internal sealed class InAsyncCode
{
    public static async Task<int> LengthAsync()
    {
        await Task.Yield();
        return Used.Name.Length;
    }
}

internal sealed class InNestedType
{
    internal sealed class Nested
    {
        public static int Length() => Used.Name.Length;
    }
}

internal sealed class InCatch
{
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (UsedException)
        {
        }
    }
}

internal sealed class UsedException : Exception;

internal sealed class Nothing
{
    public static string Text() => "a literal";
}
