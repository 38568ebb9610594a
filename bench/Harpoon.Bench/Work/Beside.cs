namespace Harpoon.Bench.Work;

/// <summary>What a promise compares Harpoon with.</summary>
internal enum Beside
{
    /// <summary>The docker CLI alone, without a <c>dotnet build</c> around it.</summary>
    Cli,

    /// <summary>A <c>dotnet build</c> that calls the docker CLI by <c>Exec</c>.</summary>
    Exec,
}
