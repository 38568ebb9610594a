using Harpoon.Engine.Diagnostics;
using Microsoft.Build.Framework;

namespace Harpoon.Tasks.Parameters;

/// <summary>Says of what is wrong with a parameter which property or item of the project gave it.</summary>
/// <param name="Prefix">What the property of a parameter's name starts with; null if the parameters are a user's own target's, whose line MSBuild reports.</param>
internal sealed record WrittenPlace(string? Prefix)
{
    /// <summary>What the user calls a parameter.</summary>
    public string NameOf(string parameter) => Prefix + parameter;

    /// <summary>Reads a parameter's value.</summary>
    /// <exception cref="HarpoonException">What <paramref name="read"/> throws, about the property.</exception>
    public T Property<T>(string parameter, Func<T> read) =>
        Blaming(read, diagnostic => diagnostic.AboutProperty(NameOf(parameter)));

    /// <summary>Does what a parameter asks for.</summary>
    /// <exception cref="HarpoonException">What <paramref name="work"/> throws, about the property.</exception>
    public async Task<T> PropertyAsync<T>(string parameter, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (HarpoonException e) when (Prefix is not null)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(diagnostic => diagnostic.AboutProperty(Prefix + parameter))], e);
        }
    }

    /// <summary>Reads a text, where there is one.</summary>
    /// <exception cref="HarpoonException">What <paramref name="read"/> throws, about the property.</exception>
    public T? Text<T>(string parameter, string? value, Func<string, T> read)
        where T : class =>
        ParameterValue.Text(value) is { } text ? Property(parameter, () => read(text)) : null;

    /// <inheritdoc cref="Text"/>
    public T? Value<T>(string parameter, string? value, Func<string, T> read)
        where T : struct =>
        ParameterValue.Text(value) is { } text ? Property(parameter, () => read(text)) : null;

    /// <summary>Reads an item.</summary>
    /// <param name="name">The item's name in the project.</param>
    /// <param name="item">The item.</param>
    /// <param name="read">What reads it.</param>
    /// <exception cref="HarpoonException">What <paramref name="read"/> throws, about the item.</exception>
    public T Item<T>(string name, ITaskItem item, Func<ITaskItem, T> read) =>
        Blaming(() => read(item), diagnostic => diagnostic.About(new ItemReference(name, item.ItemSpec)));

    private T Blaming<T>(Func<T> read, Func<Diagnostic, Diagnostic> about)
    {
        try
        {
            return read();
        }
        catch (HarpoonException e) when (Prefix is not null)
        {
            throw new HarpoonException([.. e.Diagnostics.Select(about)], e);
        }
    }
}
