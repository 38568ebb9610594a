using Harpoon.Engine.Diagnostics;

namespace Harpoon.Engine.Archives.Extraction;

/// <summary>Writes on this machine's disk, whose failures the user can fix.</summary>
internal static class LocalWrite
{
    /// <summary>What the owner of a folder may do with it while it is written into.</summary>
    public const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes a file that is the caller's alone until its permissions are set.</summary>
    /// <exception cref="HarpoonException">HRP4076: it can't be made, or something of that name is there.</exception>
    public static FileStream NewFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner & ~UnixFileMode.UserExecute;
        }

        return Guard(path, () => new FileStream(path, options));
    }

    /// <exception cref="HarpoonException">HRP4076: it can't be done.</exception>
    public static void Guard(string path, Action write) => Guard(path, () =>
    {
        write();
        return true;
    });

    /// <inheritdoc cref="Guard(string, Action)"/>
    public static async Task GuardAsync(string path, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, e);
        }
    }

    /// <inheritdoc cref="Guard(string, Action)"/>
    public static T Guard<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, e);
        }
    }

    private static HarpoonException Failed(string path, Exception e) => new(Diagnostic.Of("HRP4076", path, e.Message), e);
}
