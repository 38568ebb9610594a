using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Harpoon.Engine.Tests.DotnetRun;

/// <summary>Makes values with everything set to something, so that a test hears of each property that gets lost.</summary>
internal static class Filled
{
    public static T Of<T>() => (T)Of(typeof(T));

    private static object Of(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? Of(inner)
        : type == typeof(string) ? "text; with *\n\"signs\""
        : type == typeof(bool) ? true
        : type == typeof(TimeSpan) ? TimeSpan.FromMilliseconds(1234.5)
        : type == typeof(IReadOnlyDictionary<string, string>) ? new Dictionary<string, string> { ["key"] = "value" }
        : type == typeof(Regex) ? new Regex("a.b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
        : type.IsEnum ? Enum.GetValues(type).GetValue(1)!
        : type.IsPrimitive ? Convert.ChangeType(7, type, null)
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? ArrayOf(type.GetGenericArguments()[0])
        : RecordOf(type);

    private static object ArrayOf(Type element)
    {
        // One of each kind, where there are several.
        object[] values = element.IsAbstract
            ? [.. element.Assembly.GetTypes().Where(type => type.IsSubclassOf(element)).Select(Of)]
            : [Of(element)];
        var array = Array.CreateInstance(element, values.Length);
        values.CopyTo(array, 0);
        return typeof(ImmutableArray).GetMethods()
            .Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsArray: true }])
            .MakeGenericMethod(element)
            .Invoke(null, [array])!;
    }

    private static object RecordOf(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
        var taken = constructor.GetParameters().Select(parameter => parameter.Name).ToHashSet();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is not null && !taken.Contains(property.Name))
            {
                property.SetValue(made, Of(property.PropertyType));
            }
        }

        return made;
    }
}
