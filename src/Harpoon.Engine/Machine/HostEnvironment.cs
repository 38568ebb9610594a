using System.Runtime.InteropServices;

namespace Harpoon.Engine.Machine;

/// <summary>What is read of the machine that runs the build: never read from the process directly, since one process can run many builds.</summary>
/// <param name="Variable">Looks up an environment variable; null if it is not set.</param>
/// <param name="CurrentDirectory">The folder that relative paths start at: the project's.</param>
/// <param name="HomeDirectory">The user's home.</param>
public sealed record HostEnvironment(Func<string, string?> Variable, string CurrentDirectory, string HomeDirectory)
{
    /// <summary>The kind of system; by default the one that this runs on.</summary>
    public HostPlatform Platform { get; init; } =
        OperatingSystem.IsWindows() ? HostPlatform.Windows
        : OperatingSystem.IsMacOS() ? HostPlatform.MacOS
        : HostPlatform.Linux;

    /// <summary>The machine's name.</summary>
    public string MachineName { get; init; } = Environment.MachineName;

    /// <summary>Who runs the build, where users have numbers; null on Windows. Asked of the system each time: few builds want it.</summary>
    public Func<HostUser?> User { get; init; } = HostUser.OfProcess;

    /// <summary>Reads the files that the user names.</summary>
    public NamedFiles NamedFiles { get; init; } = new();

    /// <summary>A variable's value, trimmed; null if it is not set or says nothing.</summary>
    public string? Value(string name) => Variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The full path of a program in <c>PATH</c>; null if none of its folders has one that may be executed.</summary>
    /// <param name="name">Its name, without Windows' <c>.exe</c>.</param>
    public string? Program(string name) => Files(name).FirstOrDefault(IsExecutable);

    /// <summary>The files of a program's name in the folders of <c>PATH</c>, in their order.</summary>
    /// <param name="name">Its name, without Windows' <c>.exe</c>.</param>
    public IEnumerable<string> Files(string name) => (Value("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Extensions, (folder, extension) => Path.Combine(folder, name + extension))
        .Where(File.Exists);

    private IEnumerable<string> Extensions => Platform != HostPlatform.Windows
        ? [""]
        : (Value("PATHEXT") ?? ".COM;.EXE;.BAT;.CMD").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsExecutable(string file) => OperatingSystem.IsWindows()
        || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    /// <summary>The process's own environment.</summary>
    /// <param name="currentDirectory">The folder that relative paths start at.</param>
    public static HostEnvironment OfProcess(string currentDirectory) => new(
        Environment.GetEnvironmentVariable,
        currentDirectory,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <summary>A path as the user wrote it, made absolute.</summary>
    public string FullPath(string path) => Path.GetFullPath(path, CurrentDirectory);
}

/// <summary>The kind of system that the build runs on.</summary>
public enum HostPlatform
{
    /// <summary>Linux, and whatever else is neither of the others.</summary>
    Linux,

    /// <summary>macOS.</summary>
    MacOS,

    /// <summary>Windows.</summary>
    Windows,
}

/// <summary>A user of a Unix machine, by number.</summary>
/// <param name="UserId">The uid.</param>
/// <param name="GroupId">The gid.</param>
public sealed partial record HostUser(uint UserId, uint GroupId)
{
    /// <summary>Who runs this process; null on Windows, whose users have no such numbers.</summary>
    internal static HostUser? OfProcess() =>
        OperatingSystem.IsWindows() ? null : new HostUser(EffectiveUserId(), EffectiveGroupId());

    /// <inheritdoc/>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{UserId}:{GroupId}");

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint EffectiveUserId();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint EffectiveGroupId();
}
